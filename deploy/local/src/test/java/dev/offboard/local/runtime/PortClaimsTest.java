package dev.offboard.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortClaimsTest {
  @Test
  void two_platforms_that_start_together_choose_different_ports(@TempDir Path directory)
      throws IOException {
    int port = freePort();
    PortClaims first = new PortClaims(directory);
    PortClaims second = new PortClaims(directory);

    assertThat(first.take(port)).isTrue();
    assertThat(second.take(port)).isFalse();

    first.close();
    assertThat(second.take(port)).isTrue();
    second.close();
  }

  @Test
  void a_port_that_is_listened_on_is_not_taken(@TempDir Path directory) throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        PortClaims claims = new PortClaims(directory)) {
      assertThat(claims.take(other.getLocalPort())).isFalse();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
