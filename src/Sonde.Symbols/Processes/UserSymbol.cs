namespace Sonde.Symbols.Processes;

/// <summary>What is known of an address in a process.</summary>
/// <param name="Address">The address.</param>
/// <param name="Name">The function's name; null where none is known.</param>
/// <param name="Offset">Bytes from the function's beginning.</param>
/// <param name="Module">The path of the program or library, or the mapping's own name such as [vdso]; empty where none is known.</param>
public readonly record struct UserSymbol(ulong Address, string? Name, ulong Offset, string Module)
{
    /// <summary>The address as bpftrace prints it: "main", "main+12", "main+12 (/usr/bin/bash)", "0x401136", "0x401136 ([unknown])".</summary>
    /// <param name="withOffset">Whether the distance from the symbol is added, in decimal; also where it is 0.</param>
    /// <param name="withModule">Whether the module is added.</param>
    public string ToText(bool withOffset, bool withModule)
    {
        string place = Name is null ? $"0x{Address:x}" : withOffset ? $"{Name}+{Offset}" : Name;
        return !withModule ? place : $"{place} ({(Name is null || Module == "" ? "[unknown]" : Module)})";
    }

    /// <inheritdoc/>
    public override string ToString() => ToText(withOffset: true, withModule: false);
}
