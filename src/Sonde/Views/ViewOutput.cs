namespace Sonde.Views;

/// <summary>The form in which a view is printed.</summary>
internal enum ViewOutput
{
    /// <summary>Lines under headings.</summary>
    Text,

    /// <summary>One JSON document, schema sonde.view/1 (--json).</summary>
    Json,

    /// <summary>The JSON document of sysstat 12.6 (-o JSON).</summary>
    SysstatJson,
}
