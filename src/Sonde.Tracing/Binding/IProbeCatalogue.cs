using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Binding;

/// <summary>What can be attached to on this machine.</summary>
public interface IProbeCatalogue
{
    /// <summary>Resolves an attach point to what is there, wildcards included.</summary>
    /// <param name="point">The attach point, its positional parameters already replaced.</param>
    /// <param name="problems">Gets a line for what does not exist, with near names.</param>
    IReadOnlyList<ProbeTarget> Resolve(AttachPoint point, List<Diagnostic> problems);
}
