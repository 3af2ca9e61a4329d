package dev.offboard.identity.account;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.identity.PlainText;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/tenants/{tenantId}/users")
final class AccountApi {
  private final Directory directory;

  AccountApi(Directory directory) {
    this.directory = directory;
  }

  @GetMapping("/{userId}")
  Account getUser(@PathVariable TenantId tenantId, @PathVariable UserId userId) {
    return directory.require(new UserRef(tenantId, userId));
  }

  /// Makes the user (201) or makes it be as the body says (200); the same again changes nothing.
  @PutMapping("/{userId}")
  ResponseEntity<Account> putUser(
      @PathVariable TenantId tenantId, @PathVariable UserId userId, @RequestBody UserBody body) {
    Entry entry = body.entry(userId);
    return switch (directory.put(tenantId, List.of(entry)).getFirst()) {
      case Outcome.Created(Account account) ->
          ResponseEntity.status(HttpStatus.CREATED).body(account);
      case Outcome.Rehired(Account account) ->
          ResponseEntity.status(HttpStatus.CREATED).body(account);
      case Outcome.Updated(Account account) -> ResponseEntity.ok(account);
      case Outcome.Unchanged(Account account) -> ResponseEntity.ok(account);
      case Outcome.Rejected(ApiProblem problem) -> throw problem;
    };
  }

  /// Puts up to [Batch#MOST_USERS] users in one transaction. What is wrong with one user rejects
  /// that one; the others are put. A password costs its hash, as ever: an import brings none.
  @PutMapping
  Batch.Results putUsers(@PathVariable TenantId tenantId, @RequestBody Batch batch) {
    List<Batch.@Nullable User> users = batch.checked();
    Batch.Result[] results = new Batch.Result[users.size()];
    Map<UserId, Integer> lines = new HashMap<>();
    List<Entry> entries = new ArrayList<>(users.size());
    for (int line = 0; line < results.length; line++) {
      try {
        Entry entry = Batch.entry(users.get(line));
        if (lines.putIfAbsent(entry.userId(), line) != null) {
          throw PlainText.invalid("userId", "occurs twice in this request (expected: once)");
        }
        entries.add(entry);
      } catch (ApiProblem problem) {
        results[line] = Batch.rejected(users.get(line), problem);
      }
    }
    List<Outcome> outcomes = directory.put(tenantId, entries);
    for (int i = 0; i < outcomes.size(); i++) {
      UserId userId = entries.get(i).userId();
      int line = Objects.requireNonNull(lines.get(userId));
      results[line] = Batch.result(userId, outcomes.get(i));
    }
    return new Batch.Results(List.of(results));
  }
}
