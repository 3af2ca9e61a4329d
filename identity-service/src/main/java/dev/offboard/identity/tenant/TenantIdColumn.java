package dev.offboard.identity.tenant;

import dev.offboard.contracts.TenantId;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// A [TenantId] as a text column.
@Singleton
public final class TenantIdColumn implements AttributeConverter<TenantId, String> {
  @Override
  public @Nullable String convertToPersistedValue(
      @Nullable TenantId id, ConversionContext context) {
    return id == null ? null : id.value();
  }

  @Override
  public @Nullable TenantId convertToEntityValue(@Nullable String text, ConversionContext context) {
    return text == null ? null : new TenantId(text);
  }
}
