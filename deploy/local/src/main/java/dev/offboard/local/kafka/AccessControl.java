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
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/// Lets in whom the rules name, with the passwords of this installation, and allows what they say
/// and nothing else: what was allowed before and isn't any more is taken back.
record AccessControl(KafkaAccess broker) {
  private static final int PATIENCE_SECONDS = 30;

  void establish(List<AccessRule> rules, Map<String, String> passwords) {
    new ScramUsers(broker).letIn(known(AccessRule.principals(rules), passwords));
    try (Admin admin = Admin.create(broker.settings(Map.of()))) {
      allow(admin, rules.stream().flatMap(AccessRule::bindings).collect(Collectors.toSet()));
    }
  }

  private static Map<String, String> known(Set<String> principals, Map<String, String> passwords) {
    if (!passwords.keySet().containsAll(principals)) {
      throw new PlatformFailure(
          "Kafka has principals %s and passwords for %s (expected: one for each). Nobody was let in"
              .formatted(principals, passwords.keySet()));
    }
    return principals.stream().collect(Collectors.toMap(it -> it, passwords::get));
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
