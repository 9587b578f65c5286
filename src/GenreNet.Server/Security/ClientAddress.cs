using System.Net;
using System.Net.Sockets;

namespace GenreNet.Server.Security;

/// <summary>Provides the client addresses that limits use.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// Returns the name of the client that an address belongs to: for IPv6 its /64 network, because a subscriber has 2^64 addresses.
    /// </summary>
    /// <param name="address">The address; null if a connection has none, such as that of a Unix socket.</param>
    public static string NameOf(IPAddress? address)
    {
        if (address is null)
        {
            return "none";
        }

        address = Plain(address);
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, NetworkBytes), .. new byte[NetworkBytes]]).ToString()
            : address.ToString();
    }

    /// <summary>
    /// Returns whether one of a list of addresses and networks contains an address. Entries that are neither are ignored: validation
    /// reports them.
    /// </summary>
    public static bool IsIn(IPAddress address, IEnumerable<string> networks)
    {
        address = Plain(address);
        return networks.Any(text => IPAddress.TryParse(text, out IPAddress? single)
            ? Plain(single).Equals(address)
            : IPNetwork.TryParse(text, out IPNetwork network) && network.Contains(address));
    }

    /// <summary>Converts an IPv4 address accepted by an IPv6 socket to plain IPv4.</summary>
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
