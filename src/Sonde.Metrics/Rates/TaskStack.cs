using Sonde.Proc.Processes;

namespace Sonde.Metrics.Rates;

/// <summary>The stack of one process's main thread at the samples of a view; NaN where it could not be read.</summary>
public sealed class TaskStack
{
    private double _sizeSum;
    private double _referencedSum;
    private int _samples;

    /// <summary>Memory reserved for the stack, KiB.</summary>
    public double Size { get; private set; } = double.NaN;

    /// <summary>Memory of the stack that was used lately, KiB.</summary>
    public double Referenced { get; private set; } = double.NaN;

    /// <summary>Mean over the samples, KiB.</summary>
    public double MeanSize => _samples > 0 ? _sizeSum / _samples : double.NaN;

    /// <summary>Mean over the samples, KiB.</summary>
    public double MeanReferenced => _samples > 0 ? _referencedSum / _samples : double.NaN;

    /// <summary>Takes what <paramref name="stack"/> was read as.</summary>
    public void Add(ProcessStack stack)
    {
        double size = stack.IsAvailable ? stack.SizeKibibytes : double.NaN;
        double referenced = stack.IsAvailable ? stack.ReferencedKibibytes : double.NaN;
        Size = size;
        Referenced = referenced;
        _sizeSum += size;
        _referencedSum += referenced;
        _samples++;
    }
}
