using Sonde.Binary.Elf;
using Sonde.Proc;
using Sonde.Symbols.Demangling;
using Sonde.Symbols.Files;

namespace Sonde.Symbols.Processes;

/// <summary>
/// Addresses of processes to names: from the symbols of the files that they map (in their own root and mount namespace), from separate files of symbols,
/// the vDSO, and the perf maps of just-in-time compilers. A process that was seen once is understood also after it has ended. Answers are
/// kept. Not safe for use by several threads at once.
/// </summary>
public sealed class UserSymbols : IDisposable
{
    private const int MostProcesses = 4096;
    private const int MostAnswers = 65_536;

    private readonly LinuxRoot _root;
    private readonly ModuleCache _modules;
    private readonly Dictionary<int, ProcessView> _processes = [];
    private readonly Dictionary<(ulong Place, SymbolFile Module), (string Name, ulong Distance)> _answers = [];

    /// <summary>Takes the machine, or a tree recorded from one.</summary>
    public UserSymbols(LinuxRoot root)
    {
        _root = root;
        _modules = new ModuleCache(root);
    }

    /// <summary>Whether names of C++ and Rust are made readable.</summary>
    public bool Demangles { get; init; } = true;

    /// <summary>
    /// Reads what must be known of a process while it lives: its memory map, and which files it sees. About 0.1 ms. Called when a process is first
    /// seen, so that its addresses can be named after its end.
    /// </summary>
    public void Remember(int pid) => _ = View(pid);

    /// <summary>Drops what is kept of a process, whose number may then be another's.</summary>
    public void Forget(int pid)
    {
        if (_processes.Remove(pid, out ProcessView? process))
            process.Dispose();
    }

    /// <summary>What is known of an address in a process.</summary>
    public UserSymbol Resolve(int pid, ulong address)
    {
        ProcessView process = View(pid);
        if (!process.TryFind(address, out ProcessMapping mapping))
            return new UserSymbol(address, null, 0, "");
        string module = mapping.Path == "" ? "" : mapping.FilePath;
        if (_modules.Find(process, mapping) is { } file && TryFind(file, mapping, address, out (string Name, ulong Distance) found))
            return new UserSymbol(address, found.Name, found.Distance, module);
        if (process.TryFindCompiled(address, out string compiled, out ulong start))
            return new UserSymbol(address, compiled, address - start, module);
        return new UserSymbol(address, null, 0, module);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ProcessView process in _processes.Values)
            process.Dispose();
        _processes.Clear();
        _modules.Dispose();
    }

    private bool TryFind(SymbolFile file, ProcessMapping mapping, ulong address, out (string Name, ulong Distance) found)
    {
        ulong place = address - mapping.Start + mapping.Offset;
        if (_answers.TryGetValue((place, file), out found))
            return true;
        if (!file.TryFindAtOffset(place, out ElfSymbol symbol, out ulong distance))
            return false;
        if (_answers.Count >= MostAnswers)
            _answers.Clear();
        found = (Demangles ? Demangler.Demangle(symbol.Name) : symbol.Name, distance);
        _answers[(place, file)] = found;
        return true;
    }

    private ProcessView View(int pid)
    {
        if (_processes.TryGetValue(pid, out ProcessView? process) && !process.IsReplaced())
            return process;
        Forget(pid);
        if (_processes.Count >= MostProcesses)
        {
            foreach (int ended in _processes.Where(known => known.Value.HasExited).Select(known => known.Key).Take(MostProcesses / 2).DefaultIfEmpty(_processes.Keys.First()).ToList())
                Forget(ended);
        }

        return _processes[pid] = new ProcessView(_root, _modules.Machine, pid);
    }
}
