using System.Net;
using System.Net.Sockets;

namespace GenreNet.Server.Security;

/// <summary>Addresses as limits count them.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>Names the client that an address belongs to: with IPv6 its /64 network, because a subscriber has 2^64 addresses.</summary>
    /// <param name="address">The address; null where a connection has none, such as that of a Unix socket.</param>
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
    /// Whether one of a list of addresses and networks contains an address. Entries that are neither are ignored: validation reports them.
    /// </summary>
    public static bool IsIn(IPAddress address, IEnumerable<string> networks)
    {
        address = Plain(address);
        return networks.Any(text => IPAddress.TryParse(text, out IPAddress? single)
            ? Plain(single).Equals(address)
            : IPNetwork.TryParse(text, out IPNetwork network) && network.Contains(address));
    }

    /// <summary>An address of version 4 as such, also where a socket of version 6 accepted it.</summary>
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
