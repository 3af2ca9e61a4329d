package dev.offboard.session.login;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the ids of `contracts` stand in a column; they know no database themselves.
final class Columns {
  private Columns() {}

  @Singleton
  static final class OfTenantId implements AttributeConverter<TenantId, String> {
    @Override
    public @Nullable String convertToPersistedValue(
        @Nullable TenantId id, ConversionContext context) {
      return id == null ? null : id.value();
    }

    @Override
    public @Nullable TenantId convertToEntityValue(
        @Nullable String value, ConversionContext context) {
      return value == null ? null : new TenantId(value);
    }
  }

  @Singleton
  static final class OfUserId implements AttributeConverter<UserId, String> {
    @Override
    public @Nullable String convertToPersistedValue(
        @Nullable UserId id, ConversionContext context) {
      return id == null ? null : id.value();
    }

    @Override
    public @Nullable UserId convertToEntityValue(
        @Nullable String value, ConversionContext context) {
      return value == null ? null : new UserId(value);
    }
  }

  /// Written as a Java array, read as the driver's.
  @Singleton
  static final class OfApplications implements AttributeConverter<List<String>, Object> {
    @Override
    public @Nullable Object convertToPersistedValue(
        @Nullable List<String> applications, ConversionContext context) {
      return applications == null ? null : applications.toArray(String[]::new);
    }

    @Override
    public @Nullable List<String> convertToEntityValue(
        @Nullable Object value, ConversionContext context) {
      return value == null ? null : List.of(elements((Array) value));
    }

    private static String[] elements(Array column) {
      try {
        return (String[]) column.getArray();
      } catch (SQLException e) {
        throw new DataAccessException("the applications of a session cannot be read", e);
      }
    }
  }

  @Singleton
  static final class OfEpoch implements AttributeConverter<Epoch, Integer> {
    @Override
    public @Nullable Integer convertToPersistedValue(
        @Nullable Epoch epoch, ConversionContext context) {
      return epoch == null ? null : epoch.value();
    }

    @Override
    public @Nullable Epoch convertToEntityValue(
        @Nullable Integer value, ConversionContext context) {
      return value == null ? null : new Epoch(value);
    }
  }
}
