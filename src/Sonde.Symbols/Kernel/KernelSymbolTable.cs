using System.Text;

namespace Sonde.Symbols.Kernel;

/// <summary>The names of /proc/kallsyms as the kernel gives them, sorted by address: some 40 bytes a name.</summary>
internal sealed class KernelSymbolTable
{
    private const int UsualNames = 1 << 17;
    private const int UsualNameLength = 26;

    private readonly List<string> _modules = [""];
    private ulong[] _addresses = [];
    private KernelSymbolEntry[] _entries = [];
    private byte[] _names = [];
    private int _namesLength;
    private bool _isUnsorted;

    /// <summary>Names there are.</summary>
    internal int Count { get; private set; }

    /// <summary>True where the kernel gave names but hid their addresses (kernel.kptr_restrict).</summary>
    internal bool IsHidden { get; private set; }

    /// <summary>The modules that have names, BPF's programs among them.</summary>
    internal IReadOnlyList<string> Modules => _modules;

    internal KernelSymbol this[int index]
    {
        get
        {
            KernelSymbolEntry entry = _entries[index];
            return new KernelSymbol(Encoding.UTF8.GetString(NameAt(index)), _modules[entry.Module], _addresses[index], (char)entry.Kind);
        }
    }

    /// <summary>Reads lines "address kind name [module]"; lines of another form are left out.</summary>
    internal static KernelSymbolTable Parse(ReadOnlySpan<byte> text)
    {
        KernelSymbolTable table = new();
        table.AddLines(text);
        table.Complete();
        return table;
    }

    /// <summary>Adds whole lines of the text, whose last may lack its newline.</summary>
    internal void AddLines(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (TryAdd(line))
                _isUnsorted |= Count > 1 && _addresses[Count - 2] > _addresses[Count - 1];
        }
    }

    /// <summary>Ends the text: names are found from now on.</summary>
    internal void Complete()
    {
        if (_isUnsorted)
            Sort();
        _isUnsorted = false;
    }

    internal static bool IsCode(byte kind) => kind is (byte)'t' or (byte)'T' or (byte)'w' or (byte)'W' or (byte)'i' or (byte)'u';

    internal ReadOnlySpan<byte> NameAt(int index) => _names.AsSpan(_entries[index].Name, _entries[index].NameLength);

    internal byte KindAt(int index) => _entries[index].Kind;

    /// <summary>The code symbol at or before an address, the first of several at one place; -1 where there is none.</summary>
    internal int FindCode(ulong address)
    {
        int index = Array.BinarySearch(_addresses, 0, Count, address);
        if (index < 0)
            index = ~index - 1;
        else
            while (index + 1 < Count && _addresses[index + 1] == address)
                index++;
        while (index >= 0 && !IsCode(_entries[index].Kind))
            index--;
        int first = index;
        while (index > 0 && _addresses[index - 1] == _addresses[first])
        {
            index--;
            if (IsCode(_entries[index].Kind))
                first = index;
        }

        return first;
    }

    private bool TryAdd(ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf((byte)' ');
        if (space < 1 || line.Length < space + 4 || line[space + 2] != ' ' || !TryHexadecimal(line[..space], out ulong address))
            return false;
        byte kind = line[space + 1];
        ReadOnlySpan<byte> name = line[(space + 3)..];
        ReadOnlySpan<byte> module = default;
        int tab = name.IndexOf((byte)'\t');
        if (tab >= 0)
        {
            module = name[(tab + 1)..].Trim("[] \t"u8);
            name = name[..tab];
        }

        // Per-CPU variables have offsets instead of addresses.
        if (kind is (byte)'a' or (byte)'A' || name.IsEmpty)
            return false;
        IsHidden |= address == 0;
        if (address == 0)
            return false;
        MakeRoom(name.Length);
        name.CopyTo(_names.AsSpan(_namesLength));
        _addresses[Count] = address;
        _entries[Count++] = new KernelSymbolEntry(_namesLength, (ushort)Math.Min(name.Length, ushort.MaxValue), ModuleNumber(module), kind);
        _namesLength += name.Length;
        return true;
    }

    private void MakeRoom(int nameLength)
    {
        if (Count == _addresses.Length)
        {
            int capacity = Math.Max(UsualNames, Count * 2);
            Array.Resize(ref _addresses, capacity);
            Array.Resize(ref _entries, capacity);
        }

        if (_names.Length - _namesLength < nameLength)
            Array.Resize(ref _names, Math.Max(UsualNames * UsualNameLength, (_names.Length + nameLength) * 2));
    }

    // Names of a module follow each other, so that the last module is nearly always meant.
    private ushort ModuleNumber(ReadOnlySpan<byte> module)
    {
        if (module.IsEmpty)
            return 0;
        string name = Encoding.UTF8.GetString(module);
        int number = _modules.LastIndexOf(name);
        if (number < 0 && _modules.Count < ushort.MaxValue)
        {
            number = _modules.Count;
            _modules.Add(name);
        }

        return (ushort)Math.Max(number, 0);
    }

    // Symbols at one address keep the kernel's order, of which the first is the name that the kernel itself uses.
    private void Sort()
    {
        int[] order = new int[Count];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        ulong[] addresses = _addresses.AsSpan(0, Count).ToArray();
        KernelSymbolEntry[] entries = _entries.AsSpan(0, Count).ToArray();
        Array.Sort(order, (left, right) => addresses[left] != addresses[right] ? addresses[left].CompareTo(addresses[right]) : left.CompareTo(right));
        for (int i = 0; i < order.Length; i++)
        {
            _addresses[i] = addresses[order[i]];
            _entries[i] = entries[order[i]];
        }
    }

    private static bool TryHexadecimal(ReadOnlySpan<byte> digits, out ulong value)
    {
        value = 0;
        if (digits.Length > 16)
            return false;
        foreach (byte digit in digits)
        {
            int number = digit is >= (byte)'0' and <= (byte)'9' ? digit - '0' : digit is >= (byte)'a' and <= (byte)'f' ? digit - 'a' + 10 : -1;
            if (number < 0)
                return false;
            value = value << 4 | (uint)number;
        }

        return true;
    }
}
