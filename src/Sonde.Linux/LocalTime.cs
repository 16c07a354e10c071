using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>
/// Local time as every other program on the machine shows it. The C library knows the zone's abbreviation, which .NET does not, and is ready in
/// microseconds, where .NET first reads its whole zone database. Source: localtime(3).
/// </summary>
public static unsafe class LocalTime
{
    static LocalTime() => LibC.tzset();

    /// <summary>The local date and time of <paramref name="time"/>; UTC where the C library cannot tell.</summary>
    public static DateTime Of(DateTimeOffset time) => TryConvert(time, out Tm local)
        ? time.UtcDateTime.AddSeconds(local.tm_gmtoff)
        : time.UtcDateTime;

    /// <summary>The abbreviation of the zone that holds at <paramref name="time"/>, such as CEST or UTC.</summary>
    public static string ZoneName(DateTimeOffset time) =>
        TryConvert(time, out Tm local) && local.tm_zone != null ? Marshal.PtrToStringUTF8((nint)local.tm_zone) ?? "UTC" : "UTC";

    private static bool TryConvert(DateTimeOffset time, out Tm local)
    {
        long seconds = time.ToUnixTimeSeconds();
        fixed (Tm* result = &local)
            return LibC.localtime_r(&seconds, result) != null;
    }
}
