namespace Sonde.Proc.Cpu;

/// <summary>One interrupt of an <see cref="InterruptTable"/>.</summary>
public readonly record struct InterruptRow
{
    internal InterruptRow(string name, string description, int start, int length)
    {
        Name = name;
        Description = description;
        Start = start;
        Length = length;
    }

    /// <summary>The number (24) or symbol (LOC, NET_RX).</summary>
    public string Name { get; }

    /// <summary>What follows the counts: controller, trigger and devices, or a sentence; empty for soft interrupts.</summary>
    public string Description { get; }

    /// <summary>True for a numbered interrupt of a device, false for the architecture's own and for soft interrupts.</summary>
    public bool IsNumbered => Name.Length > 0 && char.IsAsciiDigit(Name[0]);

    internal int Start { get; }

    internal int Length { get; }
}
