package dev.offboard.orchestrator.roster;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.directory.Accounts;
import dev.offboard.orchestrator.directory.Accounts.Named;
import dev.offboard.orchestrator.directory.Directory;
import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.offboarding.LiveOffboardings;
import dev.offboard.orchestrator.policy.Policies;
import dev.offboard.orchestrator.policy.Policy;
import dev.offboard.orchestrator.policy.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The dry run: who is meant, and whether they can leave. Asks in large portions, changes nothing.
@Component
final class RosterCheck {
  /// As many as identity-service resolves in one request.
  private static final int AT_A_TIME = 500;

  private final Accounts accounts;
  private final Directory directory;
  private final LiveOffboardings live;
  private final Policies policies;

  RosterCheck(Accounts accounts, Directory directory, LiveOffboardings live, Policies policies) {
    this.accounts = accounts;
    this.directory = directory;
    this.live = live;
    this.policies = policies;
  }

  /// Outside of any transaction.
  ///
  /// @param reason where an entry says no other
  /// @throws dev.offboard.messaging.chassis.ApiProblem 503 `identity-away`
  List<Row> check(List<Entry> entries, ReasonCode reason) {
    List<Row> rows = new ArrayList<>();
    Set<UserRef> seen = new HashSet<>();
    for (int from = 0; from < entries.size(); from += AT_A_TIME) {
      List<Entry> some = entries.subList(from, Math.min(from + AT_A_TIME, entries.size()));
      rows.addAll(some(some, reason, seen));
    }
    return rows;
  }

  private List<Row> some(List<Entry> entries, ReasonCode reason, Set<UserRef> seen) {
    Map<Entry, List<UserId>> meant = resolve(entries);
    List<UserRef> users =
        meant.entrySet().stream().flatMap(it -> only(it).stream()).distinct().toList();
    Map<UserRef, Optional<DirectoryUser>> known =
        users.isEmpty() ? Map.of() : directory.findAll(users);
    Set<UserRef> underWay = live.among(users);
    return entries.stream()
        .map(
            entry -> {
              ReasonCode why = entry.reason() == null ? reason : entry.reason();
              List<UserId> ids = meant.getOrDefault(entry, List.of());
              if (!entry.isReadable() || !isOffered(why)) {
                return Row.found(entry, Finding.UNREADABLE, reason, null);
              }
              if (ids.size() != 1) {
                return Row.found(
                    entry, ids.isEmpty() ? Finding.UNKNOWN : Finding.AMBIGUOUS, why, null);
              }
              UserRef user = new UserRef(tenantOf(entry), ids.getFirst());
              Finding finding =
                  finding(known.getOrDefault(user, Optional.empty()), underWay.contains(user));
              boolean isFirst = finding == Finding.UNKNOWN || seen.add(user);
              return Row.found(
                  entry,
                  isFirst ? finding : Finding.DUPLICATE,
                  why,
                  finding == Finding.UNKNOWN ? null : user.userId());
            })
        .toList();
  }

  /// Only reasons about whole users: a role change has to name roles.
  private boolean isOffered(ReasonCode reason) {
    return policies.find(reason).map(Policy::scope).filter(Scope.USER::equals).isPresent();
  }

  private static Finding finding(Optional<DirectoryUser> known, boolean isUnderWay) {
    if (known.isEmpty()) {
      return Finding.UNKNOWN;
    }
    if (isUnderWay) {
      return Finding.UNDER_WAY;
    }
    return known.get().isActive() ? Finding.MATCHED : Finding.GONE;
  }

  private Map<Entry, List<UserId>> resolve(List<Entry> entries) {
    Map<Entry, List<UserId>> meant = new HashMap<>();
    List<Entry> named = new ArrayList<>();
    for (Entry entry : entries) {
      UserId user = entry.userId();
      if (user != null) {
        meant.put(entry, List.of(user));
      } else if (entry.isReadable()) {
        named.add(entry);
      }
    }
    if (!named.isEmpty()) {
      List<List<UserId>> found =
          accounts.resolve(
              named.stream().map(it -> new Named(tenantOf(it), it.userName(), it.mail())).toList());
      for (int i = 0; i < named.size(); i++) {
        meant.put(named.get(i), found.get(i));
      }
    }
    return meant;
  }

  private static List<UserRef> only(Map.Entry<Entry, List<UserId>> meant) {
    return meant.getValue().size() == 1
        ? List.of(new UserRef(tenantOf(meant.getKey()), meant.getValue().getFirst()))
        : List.of();
  }

  private static TenantId tenantOf(Entry entry) {
    @Nullable TenantId tenant = entry.tenantId();
    return Objects.requireNonNull(tenant);
  }
}
