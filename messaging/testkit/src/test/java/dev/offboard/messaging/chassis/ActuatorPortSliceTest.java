package dev.offboard.messaging.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    classes = BadgeApp.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@EmbeddedDatabase("sample")
class ActuatorPortSliceTest {
  private static final int OWN = free();

  @LocalServerPort int api;

  @DynamicPropertySource
  static void a_port_of_its_own(DynamicPropertyRegistry registry) {
    registry.add("offboard.actuator.port", () -> OWN);
  }

  @Test
  void health_is_open_on_its_own_port_and_metrics_need_a_token() throws IOException {
    assertThat(status(OWN, "/actuator/health")).isEqualTo(200);
    assertThat(status(OWN, "/actuator/health/readiness")).isEqualTo(200);
    assertThat(status(OWN, "/actuator/prometheus")).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/health",
        "/actuator/prometheus",
        "/actuator",
        "/%61ctuator/health",
        "//actuator/health",
        "/./actuator/health",
        "/x/../actuator/health",
        "/actuator;x=y/health",
        "/actuator/%2e/health"
      })
  void the_api_s_port_has_none_of_it_however_it_is_written(String path) throws IOException {
    assertThat(status(api, path)).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.json", "/", "/api/anything", "/actuator/../openapi.json"})
  void its_own_port_has_nothing_else(String path) throws IOException {
    assertThat(status(OWN, path)).isIn(400, 404);
  }

  @Test
  void the_api_s_port_still_has_the_api() throws IOException {
    assertThat(status(api, "/api/anything")).isEqualTo(401);
  }

  @Test
  void it_listens_on_loopback_only() throws IOException {
    InetAddress other = InetAddress.getByName("127.0.0.2"); // this machine too, another address
    assertThat(refuses(other)).isTrue();
  }

  private static boolean refuses(InetAddress address) {
    try (Socket socket = new Socket(address, OWN)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  /// Byte for byte: a client would put the path right.
  private static int status(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .formatted(path)
                  .getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no port is free", e);
    }
  }
}
