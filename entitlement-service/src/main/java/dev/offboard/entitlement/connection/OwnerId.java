package dev.offboard.entitlement.connection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.offboard.entitlement.application.IdRule;

/// Who looks after an application: a team or a role, never a mail address, because reports show it.
public record OwnerId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OwnerId {
    IdRule.checked("owner", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
