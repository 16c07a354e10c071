using System.Numerics;
using Sonde.Bpf.Instructions;

namespace Sonde.Tracing.Emit;

/// <summary>Moves between registers that happen as if at once: none reads what another has written.</summary>
/// <param name="room">Room for all moves.</param>
/// <param name="isEntry">True for parameters at the start of a function, false for arguments of a call.</param>
internal ref struct ParallelMove(Span<(int To, int From)> room, bool isEntry)
{
    private readonly Span<(int To, int From)> _moves = room;
    private int _count;
    private int _named;

    /// <summary>Adds a move; each destination once.</summary>
    public void Add(int to, int from)
    {
        _named |= (1 << to) | (1 << from);
        if (to != from)
            _moves[_count++] = (to, from);
    }

    /// <summary>Writes the moves one after the other, with a further register where they go in a circle.</summary>
    public void Emit(Assembler assembler)
    {
        while (_count > 0)
        {
            int free = FindFree();
            if (free < 0)
            {
                // Out of a circle: the first source moves away, and is read there.
                int source = _moves[0].From;
                int scratch = Scratch();
                assembler.Emit(BpfInstruction.Move((BpfRegister)scratch, (BpfRegister)source));
                foreach (ref (int To, int From) move in _moves[.._count])
                    move.From = move.From == source ? scratch : move.From;
                continue;
            }

            assembler.Emit(BpfInstruction.Move((BpfRegister)_moves[free].To, (BpfRegister)_moves[free].From));
            _moves[free] = _moves[--_count];
        }
    }

    private readonly int FindFree()
    {
        for (int index = 0; index < _count; index++)
        {
            bool isRead = false;
            foreach ((_, int from) in _moves[.._count])
                isRead |= from == _moves[index].To;
            if (!isRead)
                return index;
        }

        return -1;
    }

    // At the start of a function any register that is neither parameter nor target. Before a call r0: only an argument can be in it, which moves before any circle.
    private readonly int Scratch() => isEntry ? BitOperations.TrailingZeroCount(~_named) : 0;
}
