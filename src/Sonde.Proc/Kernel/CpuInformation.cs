namespace Sonde.Proc.Kernel;

/// <summary>
/// Make, features and clocks of the CPUs. Lines differ between architectures; what one does not print is null. Source: /proc/cpuinfo,
/// arch/*/kernel/cpu/proc.c and their like.
/// </summary>
public sealed class CpuInformation : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/cpuinfo";

    private readonly SnapshotRows<ProcessorClock> _rows = new();
    private readonly NameCache _names = new();

    /// <summary>The model of the first CPU, such as "Intel(R) Xeon(R) Processor"; on POWER the line cpu. Null on arm64, which prints numbers only.</summary>
    public string? ModelName { get; private set; }

    /// <summary>The maker as the CPU names it, such as GenuineIntel. x86 and s390.</summary>
    public string? Vendor { get; private set; }

    /// <summary>The features of the first CPU, separated by blanks: the flags of x86, the Features of ARM.</summary>
    public string? Flags { get; private set; }

    /// <summary>True where the CPU says that a hypervisor is below it. Null where the architecture has no such flag (all but x86).</summary>
    public bool? HasHypervisor { get; private set; }

    /// <summary>The logical CPUs that are online.</summary>
    public ReadOnlySpan<ProcessorClock> Processors => _rows.Rows;

    /// <summary>True where <paramref name="flag"/> is among <see cref="Flags"/>.</summary>
    public bool HasFlag(string flag)
    {
        foreach (Range range in Flags.AsSpan().Split(' '))
        {
            if (Flags.AsSpan(range).SequenceEqual(flag))
                return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _rows.Begin();
        ModelName = null;
        Vendor = null;
        Flags = null;
        HasHypervisor = null;
        TextScanner lines = new(text);
        bool any = false;
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!words.TryReadUntil((byte)':', out ReadOnlySpan<byte> name))
                continue;
            ParseLine(name.Trim(" \t"u8), words.Rest.Trim(" \t"u8));
            any = true;
        }

        if (!any)
            throw new KernelTextException("it has no line of a name and a value");
    }

    private void ParseLine(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("processor"u8))
            AddProcessor(value);
        else if (name.SequenceEqual("cpu MHz"u8))
            SetClock(value);
        else if (name.SequenceEqual("clock"u8) && value.EndsWith("MHz"u8))
            SetClock(value[..^3]);
        else if (ModelName is null && (name.SequenceEqual("model name"u8) || name.SequenceEqual("cpu"u8)))
            ModelName = _names.Get(value);
        else if (Vendor is null && name.SequenceEqual("vendor_id"u8))
            Vendor = _names.Get(value);
        else if (Flags is null && name.SequenceEqual("flags"u8))
            SetFlags(value);
        else if (Flags is null && name.SequenceEqual("Features"u8))
            Flags = _names.Get(value);
    }

    private void AddProcessor(ReadOnlySpan<byte> value)
    {
        // Old ARM kernels put the model here: "Processor : ARMv7", with a capital, and that is another name.
        if (TextScanner.TryParseUInt64(value, out ulong cpu) && cpu < Sonde.Proc.Cpu.ProcStat.LargestCpuCount)
            _rows.Add(new ProcessorClock((int)cpu, null));
    }

    private void SetClock(ReadOnlySpan<byte> value)
    {
        TextScanner words = new(value);
        if (_rows.Count > 0 && words.TryReadFraction(out double megahertz))
            _rows.Last = _rows.Last with { Megahertz = megahertz };
    }

    private void SetFlags(ReadOnlySpan<byte> value)
    {
        Flags = _names.Get(value);
        HasHypervisor = HasFlag("hypervisor");
    }
}
