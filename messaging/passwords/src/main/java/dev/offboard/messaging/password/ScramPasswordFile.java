package dev.offboard.messaging.password;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;
import org.jspecify.annotations.Nullable;

/// A Kafka client's answer to who it is: a name, and a password that is read at each connection.
/// Kafka's own handler reads it once, when the client is made, and a client lives as long as its
/// service.
///
/// `sasl.client.callback.handler.class` names this class, and `sasl.jaas.config` the user and the
/// file: `org.apache.kafka.common.security.scram.ScramLoginModule required username="session"
/// passwordFile="/path";`.
public final class ScramPasswordFile implements AuthenticateCallbackHandler {
  /// The options of the login module.
  private static final String USER = "username";

  private static final String FILE = "passwordFile";

  private @Nullable Login login;

  private record Login(String user, PasswordFile password) {}

  @Override
  public void configure(
      Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> entries) {
    login =
        entries.stream()
            .map(AppConfigurationEntry::getOptions)
            .filter(options -> options.containsKey(USER) && options.containsKey(FILE))
            .map(
                options ->
                    new Login(
                        options.get(USER).toString(),
                        new PasswordFile(Path.of(options.get(FILE).toString()))))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "sasl.jaas.config names no %s and %s (expected: both, in one entry). This client is let in nowhere"
                            .formatted(USER, FILE)));
  }

  @Override
  public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
    Login own = login;
    if (own == null) {
      throw new IllegalStateException("not configured yet");
    }
    for (Callback callback : callbacks) {
      switch (callback) {
        case NameCallback name -> name.setName(own.user());
        case PasswordCallback password ->
            password.setPassword(own.password().forAttempt().toCharArray());
        case ScramExtensionsCallback ignored -> {} // none
        default -> throw new UnsupportedCallbackException(callback);
      }
    }
  }

  @Override
  public void close() {}
}
