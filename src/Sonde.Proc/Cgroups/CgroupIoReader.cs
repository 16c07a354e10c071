using System.Runtime.InteropServices;

namespace Sonde.Proc.Cgroups;

/// <summary>Transfers and I/O limits of a group, by device.</summary>
internal sealed class CgroupIoReader : CgroupReader
{
    private readonly bool _isVersion2;
    private readonly CgroupFile? _statistics;
    private readonly CgroupFile? _operations;
    private readonly CgroupFile? _maximum;
    private readonly CgroupFile?[] _throttles;

    internal CgroupIoReader(CgroupFileReader files, CgroupGroup group)
        : base(files)
    {
        string? directory = group.DirectoryOf("io", out int version);
        _isVersion2 = version == 2;
        if (_isVersion2)
        {
            _statistics = Open(directory, "io.stat");
            _maximum = Open(directory, "io.max");
            _throttles = [];
            return;
        }

        _statistics = Open(directory, "blkio.throttle.io_service_bytes_recursive");
        _operations = Open(directory, "blkio.throttle.io_serviced_recursive");
        _throttles =
        [
            Open(directory, "blkio.throttle.read_bps_device"), Open(directory, "blkio.throttle.write_bps_device"),
            Open(directory, "blkio.throttle.read_iops_device"), Open(directory, "blkio.throttle.write_iops_device"),
        ];
    }

    internal override void Read(CgroupSnapshot snapshot)
    {
        snapshot.MutableIo.Clear();
        snapshot.MutableIoLimits.Clear();
        if (Files.TryRead(_statistics, out ReadOnlySpan<byte> text))
        {
            if (_isVersion2)
                ParseStatistics(text, snapshot.MutableIo);
            else
                ParseVersion1(text, snapshot.MutableIo, isOperations: false);
        }

        snapshot.HasIo = _statistics is { IsMissing: false } && (_isVersion2 || snapshot.Io.Count > 0);
        if (Files.TryRead(_operations, out text))
            ParseVersion1(text, snapshot.MutableIo, isOperations: true);
        if (Files.TryRead(_maximum, out text))
            ParseMaximum(text, snapshot.MutableIoLimits);
        for (int i = 0; i < _throttles.Length; i++)
        {
            if (Files.TryRead(_throttles[i], out text))
                ParseThrottle(text, snapshot.MutableIoLimits, i);
        }
    }

    /// <summary>Parses io.stat: "253:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=5 dios=6", further keys ignored.</summary>
    internal static void ParseStatistics(ReadOnlySpan<byte> text, List<CgroupDeviceIo> io)
    {
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!TryReadDevice(ref words, out uint major, out uint minor))
                continue;
            CgroupDeviceIo values = new(major, minor, 0, 0, 0, 0);
            bool any = false;
            while (words.TryReadWord(out ReadOnlySpan<byte> word))
            {
                if (!TrySplit(word, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> number)
                    || !TextScanner.TryParseUInt64(number, out ulong value))
                    continue;
                any = true;
                if (key.SequenceEqual("rbytes"u8))
                    values = values with { ReadBytes = value };
                else if (key.SequenceEqual("wbytes"u8))
                    values = values with { WriteBytes = value };
                else if (key.SequenceEqual("rios"u8))
                    values = values with { ReadOperations = value };
                else if (key.SequenceEqual("wios"u8))
                    values = values with { WriteOperations = value };
            }

            if (any)
                io.Add(values);
        }
    }

    /// <summary>Parses a version 1 file of "254:0 Read 4096" lines.</summary>
    internal static void ParseVersion1(ReadOnlySpan<byte> text, List<CgroupDeviceIo> io, bool isOperations)
    {
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!TryReadDevice(ref words, out uint major, out uint minor) || !words.TryReadWord(out ReadOnlySpan<byte> direction)
                || !words.TryReadUInt64(out ulong value))
                continue;
            ref CgroupDeviceIo values = ref FindOrAdd(io, major, minor);
            if (direction.SequenceEqual("Read"u8))
                values = isOperations ? values with { ReadOperations = value } : values with { ReadBytes = value };
            else if (direction.SequenceEqual("Write"u8))
                values = isOperations ? values with { WriteOperations = value } : values with { WriteBytes = value };
        }
    }

    /// <summary>Parses io.max: "8:16 rbps=2097152 wbps=max riops=max wiops=120".</summary>
    internal static void ParseMaximum(ReadOnlySpan<byte> text, List<CgroupDeviceLimit> limits)
    {
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!TryReadDevice(ref words, out uint major, out uint minor))
                continue;
            CgroupDeviceLimit values = new(major, minor, null, null, null, null);
            while (words.TryReadWord(out ReadOnlySpan<byte> word))
            {
                if (!TrySplit(word, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> number)
                    || !TextScanner.TryParseUInt64(number, out ulong value))
                    continue;
                if (key.SequenceEqual("rbps"u8))
                    values = With(values, 0, value);
                else if (key.SequenceEqual("wbps"u8))
                    values = With(values, 1, value);
                else if (key.SequenceEqual("riops"u8))
                    values = With(values, 2, value);
                else if (key.SequenceEqual("wiops"u8))
                    values = With(values, 3, value);
            }

            limits.Add(values);
        }
    }

    /// <summary>Parses a version 1 file of "8:16 2097152" lines, the <paramref name="kind"/>-th of the four limits.</summary>
    internal static void ParseThrottle(ReadOnlySpan<byte> text, List<CgroupDeviceLimit> limits, int kind)
    {
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!TryReadDevice(ref words, out uint major, out uint minor) || !words.TryReadUInt64(out ulong value))
                continue;
            int index = limits.FindIndex(l => l.Major == major && l.Minor == minor);
            if (index < 0)
            {
                index = limits.Count;
                limits.Add(new CgroupDeviceLimit(major, minor, null, null, null, null));
            }

            limits[index] = With(limits[index], kind, value);
        }
    }

    private static CgroupDeviceLimit With(CgroupDeviceLimit limit, int kind, ulong value) => kind switch
    {
        0 => limit with { ReadBytesPerSecond = value },
        1 => limit with { WriteBytesPerSecond = value },
        2 => limit with { ReadOperationsPerSecond = value },
        _ => limit with { WriteOperationsPerSecond = value },
    };

    private static ref CgroupDeviceIo FindOrAdd(List<CgroupDeviceIo> io, uint major, uint minor)
    {
        for (int i = 0; i < io.Count; i++)
        {
            if (io[i].Major == major && io[i].Minor == minor)
                return ref CollectionsMarshal.AsSpan(io)[i];
        }

        io.Add(new CgroupDeviceIo(major, minor, 0, 0, 0, 0));
        return ref CollectionsMarshal.AsSpan(io)[^1];
    }

    private static bool TryReadDevice(ref TextScanner words, out uint major, out uint minor)
    {
        major = minor = 0;
        if (!words.TryReadWord(out ReadOnlySpan<byte> device))
            return false;
        int colon = device.IndexOf((byte)':');
        if (colon < 1 || !TextScanner.TryParseUInt64(device[..colon], out ulong first)
            || !TextScanner.TryParseUInt64(device[(colon + 1)..], out ulong second))
            return false;
        (major, minor) = ((uint)first, (uint)second);
        return true;
    }

    private static bool TrySplit(ReadOnlySpan<byte> word, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        int equals = word.IndexOf((byte)'=');
        key = equals < 0 ? default : word[..equals];
        value = equals < 0 ? default : word[(equals + 1)..];
        return equals > 0;
    }
}
