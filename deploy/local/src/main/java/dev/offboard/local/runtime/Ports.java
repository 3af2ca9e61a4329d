package dev.offboard.local.runtime;

import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

/// Chooses the ports of one start: the one that each process had before, else its default; the next
/// free one when that is taken. Two processes never get the same.
final class Ports {
  private static final int TRIES = 200;

  private final Map<String, Integer> remembered;
  private final IntPredicate isFree;
  private final BiConsumer<String, String> onMove;
  private final Map<String, Integer> chosen = new LinkedHashMap<>();

  /// @param remembered from the last start, by name
  /// @param onMove told the name and a sentence when a port had to change
  Ports(Map<String, Integer> remembered, IntPredicate isFree, BiConsumer<String, String> onMove) {
    this.remembered = Map.copyOf(remembered);
    this.isFree = isFree;
    this.onMove = onMove;
  }

  int choose(String name, int defaultPort) {
    int preferred = Optional.ofNullable(remembered.get(name)).orElse(defaultPort);
    int port = nextFree(name, preferred);
    if (port != preferred) {
      onMove.accept(
          name, "port %d is taken by something else: using %d".formatted(preferred, port));
    }
    chosen.put(name, port);
    return port;
  }

  /// What was chosen so far, by name.
  Map<String, Integer> chosen() {
    return Map.copyOf(chosen);
  }

  private int nextFree(String name, int preferred) {
    for (int port = preferred; port < preferred + TRIES && port <= 65535; port++) {
      if (!chosen.containsValue(port) && isFree.test(port)) {
        return port;
      }
    }
    throw new PlatformFailure(
        "No free port for %s from %d on (%d tried). Nothing was started; stop what holds them and run `offboard up` again"
            .formatted(name, preferred, TRIES));
  }

  /// True when this machine's loopback address can be listened on at `port` now.
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
