package dev.offboard.local.supervision;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Up when a GET answers 200 in time.
///
/// @param authorization what the request says of who asks; absent for nothing
public record HttpProbe(URI url, Optional<String> authorization) implements HealthProbe {
  /// A service on this machine that needs longer than this for its own health isn't well.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Of what lets everybody in.
  public HttpProbe(URI url) {
    this(url, Optional.empty());
  }

  @Override
  public Health probe() {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout((int) PATIENCE.toMillis());
      connection.setReadTimeout((int) PATIENCE.toMillis());
      authorization.ifPresent(it -> connection.setRequestProperty("Authorization", it));
      try {
        int status = connection.getResponseCode();
        return status == HttpURLConnection.HTTP_OK
            ? Health.up()
            : Health.down("%s answers %d".formatted(url, status));
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return Health.down("%s: %s".formatted(url, e.getMessage()));
    }
  }
}
