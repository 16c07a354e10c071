using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Emit;

/// <summary>
/// Where slots and spilled values lie below the frame pointer. Slots share bytes where the code that mentions the one ends before that of the other
/// begins; slots whose address goes anywhere but into a memory access or a call stay for the whole function.
/// </summary>
internal sealed class FrameLayout
{
    /// <summary>MAX_BPF_STACK, include/linux/filter.h: for a function and all that it calls.</summary>
    public const int LargestFrame = 512;

    private readonly MachineFunction _function;
    private readonly int[] _firstMention;
    private readonly int[] _lastMention;
    private readonly bool[] _escapes;
    private readonly int[] _slotOffsets;
    private readonly List<(int Slot, int Start)> _placed = [];
    private readonly int _spillSize;

    public FrameLayout(MachineFunction function)
    {
        _function = function;
        IReadOnlyList<Slot> slots = function.Source.Slots;
        _firstMention = new int[slots.Count];
        _lastMention = new int[slots.Count];
        _escapes = new bool[slots.Count];
        _slotOffsets = new int[slots.Count];
        Array.Fill(_firstMention, int.MaxValue);
        Array.Fill(_lastMention, -1);
        FindMentions();
        _spillSize = 8 * function.SpillCount;
        Size = _spillSize;
        int[] order = [.. Enumerable.Range(0, slots.Count).Where(slot => _lastMention[slot] >= 0)];
        Array.Sort(order, (left, right) => slots[right].Size != slots[left].Size ? slots[right].Size.CompareTo(slots[left].Size) : left.CompareTo(right));
        foreach (int slot in order)
            Place(slots[slot]);
        Size = (Size + 7) & ~7;
        if (Size > LargestFrame)
            throw new EmitException(TooLarge(slots, order));
    }

    /// <summary>Bytes in use, a multiple of 8.</summary>
    public int Size { get; private set; }

    /// <summary>The offset of a slot from the frame pointer; negative.</summary>
    public int OffsetOf(int slot) => _slotOffsets[slot];

    /// <summary>The offset of a spilled value from the frame pointer; negative, a multiple of 8.</summary>
    public static int OffsetOfSpill(int spill) => -8 * (spill + 1);

    private void FindMentions()
    {
        int position = 0;
        foreach (MachineBlock block in _function.Blocks)
        {
            foreach (MachineInstruction instruction in block.Instructions)
            {
                if (instruction.Slot >= 0)
                    Mention(instruction, position);
                foreach (MachineArgument argument in instruction.Arguments ?? [])
                {
                    if (argument.Computation is { Slot: >= 0 } computation)
                        Mention(computation.Slot, position);
                }

                position++;
            }
        }

        if (Array.Exists(_lastMention, static last => last >= 0))
            CoverLoops();
    }

    private void Mention(MachineInstruction instruction, int position)
    {
        Mention(instruction.Slot, position);
        _escapes[instruction.Slot] |= instruction.Operation == MachineOperation.FrameAddress;
    }

    private void Mention(int slot, int position)
    {
        _firstMention[slot] = Math.Min(_firstMention[slot], position);
        _lastMention[slot] = Math.Max(_lastMention[slot], position);
    }

    // What is mentioned in a loop may be needed in its next round.
    private void CoverLoops()
    {
        int[] starts = new int[_function.Blocks.Count + 1];
        foreach (MachineBlock block in _function.Blocks)
            starts[block.Index + 1] = starts[block.Index] + block.Instructions.Count;
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (MachineBlock block in _function.Blocks)
            {
                int first = Math.Min(block.FirstSuccessor?.Index ?? int.MaxValue, block.SecondSuccessor?.Index ?? int.MaxValue);
                if (first > block.Index)
                    continue;
                for (int slot = 0; slot < _firstMention.Length; slot++)
                    changed |= Cover(slot, starts[first], starts[block.Index + 1] - 1);
            }
        }
    }

    private bool Cover(int slot, int start, int last)
    {
        if (_lastMention[slot] < start || _firstMention[slot] > last || (_firstMention[slot] <= start && _lastMention[slot] >= last))
            return false;
        _firstMention[slot] = Math.Min(_firstMention[slot], start);
        _lastMention[slot] = Math.Max(_lastMention[slot], last);
        return true;
    }

    // The lowest place, counted down from the spilled values, that nothing holds at the same time.
    private void Place(Slot slot)
    {
        int end = _spillSize;
        for (bool isFree = false; !isFree;)
        {
            isFree = true;
            end = RoundUp(end + slot.Size, slot.Alignment);
            foreach ((int other, int start) in _placed)
            {
                int otherEnd = start + _function.Source.Slots[other].Size;
                if (start >= end || otherEnd <= end - slot.Size || !AreNeededAtOnce(slot.Index, other))
                    continue;
                (isFree, end) = (false, otherEnd);
                break;
            }
        }

        _placed.Add((slot.Index, end - slot.Size));
        _slotOffsets[slot.Index] = -end;
        Size = Math.Max(Size, end);
    }

    private static int RoundUp(int value, int alignment) => (value + alignment - 1) / alignment * alignment;

    private bool AreNeededAtOnce(int left, int right) => _escapes[left] || _escapes[right]
        || (_firstMention[left] <= _lastMention[right] && _firstMention[right] <= _lastMention[left]);

    private string TooLarge(IReadOnlyList<Slot> slots, int[] order)
    {
        string largest = string.Join(", ", order.Take(4).Select(slot => $"{slots[slot]} {slots[slot].Size}"));
        return $"{_function.Source.Name} needs {Size} bytes of stack, and BPF has {LargestFrame}: spilled values {_spillSize}"
            + (order.Length == 0 ? "" : $", the largest objects are {largest}");
    }
}
