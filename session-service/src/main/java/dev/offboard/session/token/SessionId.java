package dev.offboard.session.token;

import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.UUID;

/// One sign-in of one user on one device; `sid` in an introspection.
@TypeDef(type = DataType.UUID, converter = SessionIdColumn.class)
public record SessionId(UUID value) {
  public static SessionId random() {
    return new SessionId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
