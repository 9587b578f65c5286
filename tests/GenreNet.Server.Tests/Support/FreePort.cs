using System.Net;
using System.Net.Sockets;

namespace GenreNet.Server.Tests.Support;

/// <summary>Finds ports for programs that have to be given one.</summary>
internal static class FreePort
{
    /// <summary>Returns a port of this machine that nothing listens on.</summary>
    public static int Find()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
