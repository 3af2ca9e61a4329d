package dev.offboard.entitlement.grant;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.application.Required;
import dev.offboard.entitlement.application.RoleRef;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Many grants of one tenant in one transaction, for an import. A bad item is rejected with a
/// reason and keeps no other back; the same request again changes nothing.
@RestController
class GrantImportApi {
  /// One transaction of some ten milliseconds; `offboard.max-body-bytes` leaves room for as many.
  private static final int MAX_ITEMS = 500;

  private final Granting granting;

  GrantImportApi(Granting granting) {
    this.granting = granting;
  }

  @PutMapping("/api/tenants/{tenantId}/grants")
  ImportResult putGrants(@PathVariable TenantId tenantId, @RequestBody ImportRequest request) {
    List<ImportItem> items = request.grants();
    if (items.size() > MAX_ITEMS) {
      throw ApiProblem.badRequest(
              "invalid-value",
              "grants: %d items (expected: at most %d). Nothing was granted; send smaller requests."
                  .formatted(items.size(), MAX_ITEMS))
          .with("field", "grants");
    }
    Map<Integer, ItemResult> results = new TreeMap<>();
    Map<Integer, Grant> wanted = new TreeMap<>();
    for (int i = 0; i < items.size(); i++) {
      try {
        wanted.put(i, items.get(i).grantIn(tenantId));
      } catch (IllegalArgumentException e) {
        results.put(i, ItemResult.rejected("invalid-value", e.getMessage()));
      }
    }
    Map<Grant, GrantOutcome> outcomes = granting.grant(wanted.values());
    wanted.forEach(
        (i, grant) -> {
          results.put(i, ItemResult.of(Objects.requireNonNull(outcomes.get(grant))));
          // the same grant further down in this request finds it there
          outcomes.replace(grant, GrantOutcome.CREATED, GrantOutcome.UNCHANGED);
        });
    return new ImportResult(new ArrayList<>(results.values()));
  }

  record ImportRequest(@Required List<ImportItem> grants) {}

  /// Ids are checked one by one: a bad one rejects its item, not the request.
  record ImportItem(
      @Required String userId, @Required String applicationId, @Required String role) {
    Grant grantIn(TenantId tenantId) {
      return new Grant(new UserRef(tenantId, new UserId(userId)), RoleRef.of(applicationId, role));
    }
  }

  /// One result per item, in the order of the items.
  record ImportResult(List<ItemResult> results) {}

  /// `outcome` is created, unchanged or rejected; `reason` is the code of a rejection.
  record ItemResult(String outcome, @Nullable String reason, @Nullable String detail) {
    static ItemResult of(GrantOutcome outcome) {
      return outcome.isGranted()
          ? new ItemResult(outcome.code(), null, null)
          : rejected(outcome.code(), null);
    }

    static ItemResult rejected(String reason, @Nullable String detail) {
      return new ItemResult("rejected", reason, detail);
    }
  }
}
