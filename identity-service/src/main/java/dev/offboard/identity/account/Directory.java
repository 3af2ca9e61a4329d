package dev.offboard.identity.account;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.identity.tenant.Tenants;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.participant.Fence;
import dev.offboard.messaging.participant.Fences;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Puts users into a tenant's directory and finds them, one or hundreds in one transaction. A put
/// takes the tenant's row and the users' fences first, so it never races with another put nor with
/// an announcement: a user whose offboarding has begun is never written.
@Component
public final class Directory {
  private final Tenants tenants;
  private final Accounts accounts;
  private final AccountRows rows;
  private final Fences fences;
  private final NewPasswords passwords;
  private final TransactionOperations transactions;

  Directory(
      Tenants tenants,
      Accounts accounts,
      AccountRows rows,
      Fences fences,
      NewPasswords passwords,
      TransactionOperations transactions) {
    this.tenants = tenants;
    this.accounts = accounts;
    this.rows = rows;
    this.fences = fences;
    this.passwords = passwords;
    this.transactions = transactions;
  }

  /// The account, an erased one too.
  ///
  /// @throws ApiProblem 404 `tenant-unknown` or `user-unknown`
  public Account require(UserRef user) {
    return accounts
        .findByTenantIdAndUserId(user.tenantId(), user.userId())
        .orElseThrow(
            () -> {
              tenants.require(user.tenantId());
              return ApiProblem.notFound(
                  "user-unknown",
                  "Tenant %s has no user %s here. Nothing was done."
                      .formatted(user.tenantId(), user.userId()));
            });
  }

  /// The account, if it may get something new, such as a key. The user's fence is held until the
  /// caller's transaction ends, so an announcement that comes now sees what the caller writes.
  ///
  /// @throws ApiProblem 404, or 409 `user-deprovisioned` or `user-erased`
  public Account requireActive(UserRef user) {
    require(user);
    fences.lock(user);
    Account account = require(user);
    return switch (account.status()) {
      case ACTIVE -> account;
      case DEPROVISIONED -> throw Admission.deprovisioned(user);
      case ERASED -> throw Admission.erased(user);
    };
  }

  /// One outcome for each entry, in order; no user may occur twice. A rejected one is left out, the
  /// others are written.
  ///
  /// @throws ApiProblem 404 `tenant-unknown`
  List<Outcome> put(TenantId tenantId, List<Entry> entries) {
    tenants.require(tenantId);
    if (entries.isEmpty()) {
      return List.of();
    }
    Map<UserId, PasswordHash> hashes = passwords.hashed(tenantId, passwordsIn(entries));
    return transactions.execute(
        tx -> {
          tenants.requireLocked(tenantId);
          return write(tenantId, entries, hashes);
        });
  }

  private List<Outcome> write(
      TenantId tenantId, List<Entry> entries, Map<UserId, PasswordHash> hashes) {
    Admission admission = new Admission(known(tenantId, entries, hashes.keySet()));
    List<Outcome> outcomes = new ArrayList<>(entries.size());
    Map<UserId, PasswordHash> accepted = new HashMap<>(hashes);
    List<Account> created = new ArrayList<>();
    List<Account> rehired = new ArrayList<>();
    List<Account> updated = new ArrayList<>();
    for (Entry entry : entries) {
      Outcome outcome = admission.of(entry);
      outcomes.add(outcome);
      switch (outcome) {
        case Outcome.Created(Account account) -> created.add(account);
        case Outcome.Rehired(Account account) -> rehired.add(account);
        case Outcome.Updated(Account account) -> updated.add(account);
        case Outcome.Unchanged unchanged -> {}
        case Outcome.Rejected rejected -> accepted.remove(entry.userId());
      }
    }
    rows.insert(tenantId, created);
    rows.rehire(tenantId, rehired);
    rows.update(tenantId, updated);
    passwords.store(tenantId, accepted);
    return outcomes;
  }

  private Known known(TenantId tenantId, List<Entry> entries, Set<UserId> newPasswords) {
    List<UserId> ids = entries.stream().map(Entry::userId).toList();
    Map<UserRef, Fence> locked =
        fences.lock(ids.stream().map(id -> new UserRef(tenantId, id)).toList());
    return new Known(
        tenantId,
        accounts.findByTenantIdAndUserIdIn(tenantId, ids).stream()
            .collect(Collectors.toMap(Account::userId, Function.identity())),
        locked,
        rows.holdersOf(
            tenantId, entries.stream().map(entry -> entry.profile().userName().key()).toList()),
        newPasswords);
  }

  private static Map<UserId, Password> passwordsIn(List<Entry> entries) {
    Map<UserId, Password> given = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.password() != null) {
        given.put(entry.userId(), entry.password());
      }
    }
    return given;
  }
}
