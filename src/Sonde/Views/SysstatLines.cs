using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>The lines that all sysstat views share.</summary>
internal static class SysstatLines
{
    /// <summary>Cells of the label before the columns.</summary>
    public const int LabelWidth = 11;

    /// <summary>Draws "Linux RELEASE (HOST) DATE _ARCHITECTURE_ (N CPU)".</summary>
    public static void WriteMachine(Utf8LineBuilder text, ViewHeader header)
    {
        text.Append("Linux ").Append(header.KernelRelease).Append(" (").Append(header.Hostname).Append(") ").AppendRaw("\t"u8);
        WriteDate(text, header.Date, header.IsIsoDate);
        text.AppendRaw(" \t_"u8).Append(header.Architecture).AppendRaw("_\t("u8);
        if (header.CpuCount is { } cpus)
            text.AppendNumber(cpus);
        else
            text.AppendRaw("?"u8);
        text.AppendRaw(" CPU)\n"u8);
    }

    /// <summary>Draws a date as sysstat does in the C locale, MM/DD/YY, or as YYYY-MM-DD.</summary>
    public static void WriteDate(Utf8LineBuilder text, DateTime date, bool iso)
    {
        if (date == default)
            text.AppendRaw("-"u8);
        else if (iso)
            ReportLabel.WriteIsoDate(text, date);
        else
            ReportLabel.WriteShortDate(text, date);
    }

    /// <summary>Draws a heading line: blank, label, columns.</summary>
    public static void WriteHeading<TRow>(Utf8LineBuilder text, in ReportLabel label, IReadOnlyList<Column<TRow>> columns)
    {
        text.NewLine();
        label.Write(text, LabelWidth);
        for (int i = 0; i < columns.Count; i++)
            columns[i].WriteHeading(text);
        text.NewLine();
    }

    /// <summary>Draws one row.</summary>
    public static void WriteRow<TRow>(Utf8LineBuilder text, in ReportLabel label, IReadOnlyList<Column<TRow>> columns, TRow row, CellStyle style = default)
    {
        label.Write(text, LabelWidth);
        WriteCells(text, columns, row, style);
    }

    /// <summary>Draws a row's cells and ends the line.</summary>
    public static void WriteCells<TRow>(Utf8LineBuilder text, IReadOnlyList<Column<TRow>> columns, TRow row, CellStyle style = default)
    {
        for (int i = 0; i < columns.Count; i++)
            columns[i].WriteCell(text, row, style);
        text.NewLine();
    }

    /// <summary>How many single-row reports sysstat puts between headings: a screenful on a terminal, all of them elsewhere.</summary>
    public static int ReportsPerScreen(int terminalRows) => terminalRows > 2 ? terminalRows - 2 : int.MaxValue;
}
