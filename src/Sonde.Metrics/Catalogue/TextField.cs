namespace Sonde.Metrics.Catalogue;

/// <summary>A field whose value is text: a device, a command, a scheduling policy.</summary>
/// <typeparam name="TRow">The row that holds it.</typeparam>
public sealed class TextField<TRow> : Field
{
    private readonly Func<TRow, string> _read;

    /// <summary>Creates the definition.</summary>
    public TextField(string id, string source, string meaning, Func<TRow, string> read)
        : base(id, "", FieldKind.Identity, source, "", meaning) => _read = read;

    /// <summary>The text in <paramref name="row"/>, as the kernel gave it: surfaces escape it.</summary>
    public string Read(TRow row) => _read(row);
}
