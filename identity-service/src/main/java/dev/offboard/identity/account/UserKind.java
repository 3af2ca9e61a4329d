package dev.offboard.identity.account;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.offboard.identity.PlainText;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a user belongs to the tenant; policies differ by it.
public enum UserKind {
  EMPLOYEE,
  CONTRACTOR,
  CUSTOMER;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws dev.offboard.messaging.chassis.ApiProblem 400, listing the known kinds
  static UserKind of(@Nullable String wireName) {
    for (UserKind kind : values()) {
      if (kind.wireName().equals(wireName)) {
        return kind;
      }
    }
    throw PlainText.invalid(
        "kind",
        "%s (expected one of: %s)"
            .formatted(
                wireName == null ? "is missing" : "is unknown",
                Arrays.stream(values()).map(UserKind::wireName).collect(Collectors.joining(", "))));
  }
}
