using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>The lines that all sysstat views share.</summary>
internal static class SysstatLines
{
    /// <summary>Draws "Linux RELEASE (HOST) DATE _ARCHITECTURE_ (N CPU)" and the blank line after it.</summary>
    public static void WriteMachine(Utf8LineBuilder text, ViewHeader header)
    {
        text.Append("Linux ").Append(header.KernelRelease).Append(" (").Append(header.Hostname).Append(") ").AppendRaw("\t"u8)
            .Append(header.Date.ToString("yyyy-MM-dd")).Append(" ").AppendRaw("\t_"u8).Append(header.Architecture).AppendRaw("_\t"u8)
            .Append($"({header.CpuCount} CPU)").NewLine();
    }

    /// <summary>Draws a heading line: blank, label, columns.</summary>
    public static void WriteHeading<TRow>(Utf8LineBuilder text, string label, IReadOnlyList<Column<TRow>> columns)
    {
        text.NewLine().AppendPadded(label, 11);
        foreach (Column<TRow> column in columns)
            column.WriteHeading(text);
        text.NewLine();
    }

    /// <summary>Draws one row.</summary>
    public static void WriteRow<TRow>(Utf8LineBuilder text, string label, IReadOnlyList<Column<TRow>> columns, TRow row)
    {
        text.AppendPadded(label, 11);
        foreach (Column<TRow> column in columns)
            column.WriteCell(text, row);
        text.NewLine();
    }
}
