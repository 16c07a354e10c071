using Sonde.Metrics.Sampling;
using Sonde.Proc.Network;

namespace Sonde.Metrics.Rates;

/// <summary>
/// Events of IP, TCP, UDP and the rest per second, under nstat's names such as TcpRetransSegs and TcpExtListenDrops. Rates are computed when asked for and are
/// those of the last update. Source: /proc/net/snmp, netstat and snmp6 of Sonde's network namespace.
/// </summary>
public sealed class ProtocolRates
{
    private ProtocolCounters? _earlier;
    private ProtocolCounters? _later;
    private double _seconds = double.NaN;
    private bool _sinceBoot;

    /// <summary>Takes over the counters of <paramref name="interval"/>, whose samples must stay as they are while rates are read.</summary>
    public void Update(in SystemInterval interval)
    {
        _earlier = interval.Earlier.Protocols;
        _later = interval.Later.Protocols;
        _sinceBoot = interval.IsSinceBoot;
        bool known = interval.Covers(SampleParts.Protocols) && _later.IsAvailable && (_sinceBoot || _earlier.IsAvailable);
        _seconds = known ? interval.Seconds : double.NaN;
    }

    /// <summary>How often <paramref name="name"/> happened per second; NaN where this kernel does not count it.</summary>
    public double PerSecond(string name) => Growth(name) / _seconds;

    /// <summary>How often <paramref name="name"/> happened in the interval; NaN where this kernel does not count it.</summary>
    public double Growth(string name)
    {
        if (_later is null || double.IsNaN(_seconds))
            return double.NaN;
        return Counter.Growth(_sinceBoot ? 0 : _earlier!.Values[name], _later.Values[name]);
    }

    /// <summary>The present value of a gauge such as TcpCurrEstab; NaN where there is none.</summary>
    public double Gauge(string name) => _later?.Values[name] is { } value ? value : double.NaN;

    /// <summary>TCP segments sent again, percent of the segments sent; NaN where none were sent.</summary>
    public double RetransmitPercent
    {
        get
        {
            double sent = Growth("TcpOutSegs");
            return sent > 0 ? Growth("TcpRetransSegs") * 100 / sent : double.NaN;
        }
    }
}
