package dev.offboard.local.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Judges the users of one file one after the other, and gathers what is to be said about them.
final class UserRows {
  private final String file;
  private final ImportRules rules;
  private final TenantNames tenants;
  private final List<UserRow> rows = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<UserRef, Place> firstSeen = new HashMap<>();
  private final Map<String, Integer> unknownUserTypes = new TreeMap<>();
  private int leftOut;

  UserRows(String file, ImportRules rules, TenantNames tenants) {
    this.file = file;
    this.rules = rules;
    this.tenants = tenants;
  }

  void remark(String remark) {
    remarks.add(remark);
  }

  void add(Place place, JsonNode resource) {
    ScimUser scim = new ScimUser(resource);
    if (!resource.isObject() || !scim.isUser()) {
      reject(
          place, resource.isObject() ? "is no User: " + ScimUser.schemas(resource) : "no object");
      return;
    }
    if (!scim.isActive() && rules.inactive() == ImportRules.Inactive.LEAVE_OUT) {
      leftOut++;
      return;
    }
    try {
      rows.add(row(place, scim));
    } catch (IllegalArgumentException e) {
      reject(place, String.valueOf(e.getMessage()));
    }
  }

  Parsed<UserRow> parsed() {
    if (leftOut > 0) {
      remarks.add(
          "%s: %d users are inactive at the identity provider and left out (--inactive imports them)"
              .formatted(file, leftOut));
    }
    unknownUserTypes.forEach(
        (userType, count) ->
            remarks.add(
                "%s: %d users have the unknown userType \"%s\"; imported as %s (--user-type \"%s=KIND\" says what they are)"
                    .formatted(file, count, userType, rules.kindWithoutUserType(), userType)));
    return new Parsed<>(rows, rejections, remarks);
  }

  private UserRow row(Place place, ScimUser scim) {
    String userName =
        scim.userName()
            .orElseThrow(
                () -> new IllegalArgumentException("has no userName, which SCIM requires"));
    UserRef user = new UserRef(tenantOf(scim), userIdOf(scim));
    Place first = firstSeen.putIfAbsent(user, place);
    if (first != null) {
      throw new IllegalArgumentException("%s stands already at %s".formatted(user, first));
    }
    return new UserRow(
        place,
        user,
        userName,
        kindOf(scim),
        scim.displayName().orElse(null),
        scim.mail().orElse(null),
        scim.externalId().orElse(null),
        scim.otherContractUntil().orElse(null),
        scim.isAdministrator().orElse(null));
  }

  private TenantId tenantOf(ScimUser scim) {
    return rules
        .tenant()
        .or(() -> scim.organization().map(tenants::tenantOf))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "has no organization in the enterprise extension; say with --tenant where it"
                        + " belongs"));
  }

  private UserId userIdOf(ScimUser scim) {
    return switch (rules.userId()) {
      case ID -> idOf(scim);
      case EXTERNAL_ID ->
          new UserId(
              scim.externalId()
                  .orElseThrow(() -> new IllegalArgumentException("has no externalId")));
    };
  }

  private static UserId idOf(ScimUser scim) {
    String id =
        scim.id()
            .or(scim::externalId)
            .orElseThrow(() -> new IllegalArgumentException("has neither id nor externalId"));
    try {
      return new UserId(id);
    } catch (IllegalArgumentException e) {
      Optional<String> other = scim.externalId().filter(it -> !it.equals(id));
      return new UserId(other.orElseThrow(() -> e));
    }
  }

  private UserKind kindOf(ScimUser scim) {
    Optional<UserKind> known = scim.userType().flatMap(rules::kindOf);
    if (known.isEmpty()) {
      scim.userType().ifPresent(userType -> unknownUserTypes.merge(userType, 1, Integer::sum));
    }
    return known.orElse(rules.kindWithoutUserType());
  }

  private void reject(Place place, String reason) {
    rejections.add(new Rejection(place, reason));
  }
}
