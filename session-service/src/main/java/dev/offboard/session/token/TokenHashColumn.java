package dev.offboard.session.token;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

@Singleton
final class TokenHashColumn implements AttributeConverter<TokenHash, String> {
  @Override
  public @Nullable String convertToPersistedValue(
      @Nullable TokenHash hash, ConversionContext context) {
    return hash == null ? null : hash.value();
  }

  @Override
  public @Nullable TokenHash convertToEntityValue(
      @Nullable String value, ConversionContext context) {
    return value == null ? null : new TokenHash(value);
  }
}
