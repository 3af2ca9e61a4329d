package dev.offboard.messaging.testkit.memory;

import java.lang.reflect.Proxy;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Stands where the parent of a twin expects a database.
public final class NoDatabase {
  private static final JdbcClient CLIENT =
      (JdbcClient)
          Proxy.newProxyInstance(
              JdbcClient.class.getClassLoader(),
              new Class<?>[] {JdbcClient.class},
              (proxy, method, arguments) -> {
                throw new IllegalStateException(
                    "a twin in memory has no database to ask; override what came here");
              });

  private NoDatabase() {}

  /// Throws whatever is asked.
  public static JdbcClient client() {
    return CLIENT;
  }
}
