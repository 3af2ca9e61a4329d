package dev.offboard.entitlement.application;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An application within its tenant.
public record ApplicationId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ApplicationId {
    IdRule.checked("applicationId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
