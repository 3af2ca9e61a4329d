package dev.offboard.local.kafka;

import dev.offboard.local.journal.PlatformFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.SaslAuthenticationException;

/// Whom the broker knows by a password. It keeps one for each, and no text of it.
///
/// @param broker as its administrator
public record ScramUsers(KafkaAccess broker) {
  private static final int PATIENCE_SECONDS = 30;

  /// RFC 5802 asks for 4,096 at least; passwords of 192 random bits need no more.
  private static final int ITERATIONS = 4096;

  /// Lets each in with the password beside the name from now on, and with no other. Connections
  /// that are open stay.
  public void letIn(Map<String, String> passwords) {
    List<UserScramCredentialAlteration> credentials =
        passwords.entrySet().stream()
            .<UserScramCredentialAlteration>map(
                it -> new UserScramCredentialUpsertion(it.getKey(), info(), it.getValue()))
            .toList();
    try (Admin admin = Admin.create(broker.settings(Map.of()))) {
      await(admin.alterUserScramCredentials(credentials).all());
    } catch (ExecutionException e) {
      throw new PlatformFailure(
          "The broker did not let in %s: %s. They keep the passwords they have"
              .formatted(passwords.keySet(), e.getMessage()),
          e);
    }
  }

  /// Makes a connection as one of them; false if it is refused.
  public boolean isLetIn(String user, String password) {
    KafkaAccess access =
        new KafkaAccess(broker.bootstrapServers(), Optional.of(KafkaLogin.of(user, password)));
    try (Admin admin =
        Admin.create(
            access.settings(
                Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))))) {
      await(admin.describeCluster().clusterId());
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SaslAuthenticationException) {
        return false;
      }
      throw new PlatformFailure(
          "Kafka could not be asked whether it lets in %s: %s. Run the command again"
              .formatted(user, e.getMessage()),
          e);
    }
  }

  private static ScramCredentialInfo info() {
    return new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, ITERATIONS);
  }

  private static void await(KafkaFuture<?> answer) throws ExecutionException {
    try {
      answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new PlatformFailure(
          "The broker did not answer within %d s. Run the command again"
              .formatted(PATIENCE_SECONDS),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformFailure("Interrupted while the broker was asked", e);
    }
  }
}
