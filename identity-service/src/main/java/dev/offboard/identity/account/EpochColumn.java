package dev.offboard.identity.account;

import dev.offboard.contracts.Epoch;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// An [Epoch] as an int column.
@Singleton
public final class EpochColumn implements AttributeConverter<Epoch, Integer> {
  @Override
  public @Nullable Integer convertToPersistedValue(
      @Nullable Epoch epoch, ConversionContext context) {
    return epoch == null ? null : epoch.value();
  }

  @Override
  public @Nullable Epoch convertToEntityValue(@Nullable Integer value, ConversionContext context) {
    return value == null ? null : new Epoch(value);
  }
}
