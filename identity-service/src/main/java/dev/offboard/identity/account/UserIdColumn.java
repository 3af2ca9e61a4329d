package dev.offboard.identity.account;

import dev.offboard.contracts.UserId;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// A [UserId] as a text column.
@Singleton
public final class UserIdColumn implements AttributeConverter<UserId, String> {
  @Override
  public @Nullable String convertToPersistedValue(@Nullable UserId id, ConversionContext context) {
    return id == null ? null : id.value();
  }

  @Override
  public @Nullable UserId convertToEntityValue(@Nullable String text, ConversionContext context) {
    return text == null ? null : new UserId(text);
  }
}
