package dev.offboard.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.json.Json;
import dev.offboard.local.supervision.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The connector that publishes the outboxes: registered from `deploy/connectors/outbox.json` as it
/// is (Connect itself fills in `${env:..}` and `${password:..}`), watched and restarted through
/// Connect's REST interface.
///
/// @param connect base URL of Connect
/// @param login that Connect asks for
/// @param definition the connector's configuration
public record OutboxConnector(URI connect, RestLogin login, Path definition) {
  /// The connector's name in Connect, in events and in `status`.
  public static final String NAME = "outbox";

  /// Joining the group, creating the slot and a restart of PostgreSQL in between.
  private static final Patience REGISTRATION =
      new Patience(Duration.ofSeconds(60), Duration.ofMillis(100));

  private static final Duration ANSWER = Duration.ofSeconds(10);

  /// Connect answers so while its group is being joined: the same request succeeds later.
  private static final int GROUP_IS_MOVING = 409;

  private static final int UNKNOWN = 404;

  /// Registers the connector, or changes it if its definition changed; returns when all its tasks
  /// run.
  public void register() {
    JsonNode wanted = wanted();
    String[] last = {"no answer"};
    boolean accepted =
        REGISTRATION.until(
            () -> {
              Answer answer = put(wanted);
              last[0] = answer.toString();
              return answer.isGood();
            });
    boolean running = accepted && REGISTRATION.until(this::isRunning);
    if (!running) {
      throw new PlatformFailure(
          "Connector %s did not run within %s: %s (expected: RUNNING). Nothing is published until it does; see the log of connect and run `offboard up` again"
              .formatted(NAME, REGISTRATION.bound(), accepted ? state() : last[0]));
    }
  }

  /// How it is now. Never throws: what goes wrong is the answer.
  public ConnectorState state() {
    Answer answer = request("GET", "/connectors/%s/status".formatted(NAME), null);
    if (answer.status() == UNKNOWN) {
      return new ConnectorState.Missing();
    }
    return answer.isGood()
        ? ConnectorState.of(Json.tree(answer.body()))
        : new ConnectorState.Waiting(answer.toString());
  }

  /// Starts the connector and its tasks again, whether they failed or not.
  public void restart() {
    request("POST", "/connectors/%s/restart?includeTasks=true".formatted(NAME), null);
  }

  /// Lets the connector go on that somebody has paused or stopped; otherwise changes nothing.
  public void resume() {
    request("PUT", "/connectors/%s/resume".formatted(NAME), null);
  }

  /// Starts again what failed, and only that.
  public void restartFailed() {
    request(
        "POST", "/connectors/%s/restart?includeTasks=true&onlyFailed=true".formatted(NAME), null);
  }

  private boolean isRunning() {
    ConnectorState state = state();
    if (state instanceof ConnectorState.Failed) {
      restartFailed();
    }
    return state instanceof ConnectorState.Running;
  }

  /// An unchanged definition isn't sent: Connect would restart the task for it.
  private Answer put(JsonNode wanted) {
    String path = "/connectors/%s/config".formatted(NAME);
    Answer present = request("GET", path, null);
    if (present.isGood() && Json.tree(present.body()).equals(wanted)) {
      return present;
    }
    Answer answer = request("PUT", path, wanted.toString());
    if (answer.status() >= 400 && answer.status() < 500 && answer.status() != GROUP_IS_MOVING) {
      throw new PlatformFailure(
          "Connector %s was refused: %s (expected: 200 or 201). Nothing is published; correct %s and run `offboard up` again"
              .formatted(NAME, answer, definition));
    }
    return answer;
  }

  /// With its name, as Connect returns it.
  private JsonNode wanted() {
    try {
      com.fasterxml.jackson.databind.node.ObjectNode node =
          (com.fasterxml.jackson.databind.node.ObjectNode) Json.tree(Files.readString(definition));
      return node.put("name", NAME);
    } catch (IOException e) {
      throw new UncheckedIOException(definition + " can't be read", e);
    }
  }

  private Answer request(String method, String path, @Nullable String body) {
    try {
      HttpURLConnection http = (HttpURLConnection) connect.resolve(path).toURL().openConnection();
      http.setRequestMethod(method);
      http.setRequestProperty("Authorization", login.authorization());
      http.setConnectTimeout((int) ANSWER.toMillis());
      http.setReadTimeout((int) ANSWER.toMillis());
      if (body != null) {
        http.setRequestProperty("Content-Type", "application/json");
        http.setDoOutput(true);
        http.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      int status = http.getResponseCode();
      try (InputStream in = status < 400 ? http.getInputStream() : http.getErrorStream()) {
        String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(status, text);
      }
    } catch (IOException e) {
      return new Answer(0, String.valueOf(e.getMessage()));
    }
  }

  /// Status 0 stands for no answer; the body then says why.
  private record Answer(int status, String body) {
    boolean isGood() {
      return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
      return status == 0 ? body : "%d %s".formatted(status, body);
    }
  }
}
