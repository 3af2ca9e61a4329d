package dev.offboard.local.kafka;

import dev.offboard.local.journal.PlatformFailure;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/// Lets in whom the rules name, with the passwords of this installation, and allows what they say
/// and nothing else: what was allowed before and isn't any more is taken back.
record AccessControl(KafkaAccess broker) {
  private static final int PATIENCE_SECONDS = 30;

  /// RFC 5802 asks for 4,096 at least; passwords of 192 random bits need no more.
  private static final int ITERATIONS = 4096;

  void establish(List<AccessRule> rules, Map<String, String> passwords) {
    try (Admin admin = Admin.create(broker.settings(Map.of()))) {
      letIn(admin, AccessRule.principals(rules), passwords);
      allow(admin, rules.stream().flatMap(AccessRule::bindings).collect(Collectors.toSet()));
    }
  }

  private static void letIn(Admin admin, Set<String> principals, Map<String, String> passwords) {
    List<UserScramCredentialAlteration> credentials =
        principals.stream()
            .<UserScramCredentialAlteration>map(
                name -> new UserScramCredentialUpsertion(name, info(), password(name, passwords)))
            .toList();
    await("let in " + principals, admin.alterUserScramCredentials(credentials).all());
  }

  private static ScramCredentialInfo info() {
    return new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, ITERATIONS);
  }

  private static String password(String name, Map<String, String> passwords) {
    String password = passwords.get(name);
    if (password == null) {
      throw new PlatformFailure(
          "Kafka principal %s has no password (known: %s). Nobody was let in"
              .formatted(name, passwords.keySet()));
    }
    return password;
  }

  private static void allow(Admin admin, Set<AclBinding> wanted) {
    Collection<AclBinding> there =
        await("look at access rules", admin.describeAcls(AclBindingFilter.ANY).values());
    Set<AclBinding> missing = new HashSet<>(wanted);
    missing.removeAll(there);
    await("allow what the rules say", admin.createAcls(missing).all());
    List<AclBindingFilter> stale =
        there.stream().filter(it -> !wanted.contains(it)).map(AclBinding::toFilter).toList();
    await("take back what they don't", admin.deleteAcls(stale).all());
  }

  private static <T> T await(String what, KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new PlatformFailure(
          "The broker did not %s: %s. It is stopped; run `offboard up` again"
              .formatted(what, e.getCause() == null ? e : e.getCause().getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformFailure("Interrupted while the broker was to " + what, e);
    }
  }
}
