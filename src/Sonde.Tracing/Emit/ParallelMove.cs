using Sonde.Bpf.Instructions;

namespace Sonde.Tracing.Emit;

/// <summary>Moves between registers that happen as if at once: none reads what another has written.</summary>
internal ref struct ParallelMove(Span<(int To, int From)> room)
{
    private readonly Span<(int To, int From)> _moves = room;
    private int _count;

    /// <summary>Adds a move; each destination once.</summary>
    public void Add(int to, int from)
    {
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

    // r0 before a call, since nothing but an argument can be in it then; at the start of a function any register that no move names.
    private readonly int Scratch()
    {
        for (int register = 0; register < 10; register++)
        {
            bool isNamed = false;
            foreach ((int to, int from) in _moves)
                isNamed |= to == register || from == register;
            if (!isNamed)
                return register;
        }

        return 0;
    }
}
