using System.Numerics;
using static Sonde.Tracing.Emit.MachineInstruction;

namespace Sonde.Tracing.Emit;

/// <summary>Which registers hold a value that is still read, at the start and the end of each block.</summary>
internal sealed class Liveness
{
    private readonly int _words;
    private readonly ulong[] _liveIn;
    private readonly ulong[] _read;
    private readonly ulong[] _written;
    private readonly ulong[] _liveOut;

    /// <summary>Analyses a function whose blocks are numbered.</summary>
    public Liveness(MachineFunction function)
    {
        _words = (function.RegisterCount + 63) / 64;
        int size = _words * function.Blocks.Count;
        (_liveIn, _liveOut, _read, _written) = (new ulong[size], new ulong[size], new ulong[size], new ulong[size]);
        foreach (MachineBlock block in function.Blocks)
            Summarize(block);
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int index = function.Blocks.Count - 1; index >= 0; index--)
                changed |= Flow(function.Blocks[index]);
        }
    }

    /// <summary>The registers that are live at the end of a block, 64 a word.</summary>
    public ReadOnlySpan<ulong> LiveOut(MachineBlock block) => Of(_liveOut, block);

    /// <summary>The registers that are live at the start of a block, 64 a word.</summary>
    public ReadOnlySpan<ulong> LiveIn(MachineBlock block) => Of(_liveIn, block);

    /// <summary>Calls for each register of a set, in rising order.</summary>
    public static Members Each(ReadOnlySpan<ulong> set) => new(set);

    private Span<ulong> Of(ulong[] sets, MachineBlock block) => sets.AsSpan(block.Index * _words, _words);

    private void Summarize(MachineBlock block)
    {
        Span<ulong> read = Of(_read, block);
        Span<ulong> written = Of(_written, block);
        Span<int> registers = stackalloc int[MostUses];
        foreach (MachineInstruction instruction in block.Instructions)
        {
            foreach (int register in registers[..instruction.Uses(registers)])
            {
                if (!Contains(written, register))
                    read[register >> 6] |= 1UL << register;
            }

            foreach (int register in registers[..instruction.Definitions(registers)])
                written[register >> 6] |= 1UL << register;
        }
    }

    private bool Flow(MachineBlock block)
    {
        Span<ulong> liveIn = Of(_liveIn, block);
        Span<ulong> liveOut = Of(_liveOut, block);
        Span<ulong> read = Of(_read, block);
        Span<ulong> written = Of(_written, block);
        Span<ulong> first = block.FirstSuccessor is { } one ? Of(_liveIn, one) : default;
        Span<ulong> second = block.SecondSuccessor is { } two ? Of(_liveIn, two) : default;
        bool changed = false;
        for (int word = 0; word < _words; word++)
        {
            ulong needed = (first.IsEmpty ? 0 : first[word]) | (second.IsEmpty ? 0 : second[word]);
            liveOut[word] = needed;
            ulong before = liveIn[word];
            liveIn[word] = read[word] | (needed & ~written[word]);
            changed |= liveIn[word] != before;
        }

        return changed;
    }

    public static bool Contains(ReadOnlySpan<ulong> set, int register) => (set[register >> 6] >> register & 1) != 0;

    /// <summary>Enumerates a set.</summary>
    public ref struct Members(ReadOnlySpan<ulong> set)
    {
        private readonly ReadOnlySpan<ulong> _set = set;
        private int _word = -1;
        private ulong _rest;

        public int Current { get; private set; }

        public readonly Members GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (++_word >= _set.Length)
                    return false;
                _rest = _set[_word];
            }

            Current = (_word << 6) + BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }
    }
}
