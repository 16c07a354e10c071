using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Processes;

namespace Sonde.Views;

/// <summary>Reads the stacks of the processes that pidstat -s shows. A thread is shown with the stack of its process, which is the main thread's, as in sysstat.</summary>
internal sealed class TaskStacks
{
    private readonly Dictionary<ProcessEntry, TaskStack> _stacks = [];
    private readonly ProcessStack _stack = new();

    /// <summary>Reads the stack of <paramref name="task"/> and hands it to the task; that of a thread is the one read for its process just before.</summary>
    public void Read(LinuxRoot root, TaskRates task)
    {
        bool isKnown = _stacks.TryGetValue(task.Process, out TaskStack? stack);
        if (!isKnown)
            _stacks.Add(task.Process, stack = new TaskStack());
        if (!isKnown || task.Thread is null)
        {
            _stack.Load(root, task.Pid);
            stack!.Add(_stack);
        }

        task.Stack = stack;
    }

    /// <summary>Hands the stacks that were read to <paramref name="task"/>, for the averages.</summary>
    public void Recall(TaskRates task) => task.Stack = _stacks.GetValueOrDefault(task.Process);

    /// <summary>Forgets the processes that ended.</summary>
    public void Forget(IReadOnlyList<ProcessEntry> exited)
    {
        for (int i = 0; i < exited.Count && _stacks.Count > 0; i++)
            _stacks.Remove(exited[i]);
    }
}
