package dev.offboard.local.supervision;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/// Up when a GET answers 200 in time.
public record HttpProbe(URI url) implements HealthProbe {
  /// A service on this machine that needs longer than this for its own health isn't well.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Override
  public Health probe() {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout((int) PATIENCE.toMillis());
      connection.setReadTimeout((int) PATIENCE.toMillis());
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
