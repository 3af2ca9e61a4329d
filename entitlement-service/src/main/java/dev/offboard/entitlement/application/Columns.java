package dev.offboard.entitlement.application;

import dev.offboard.contracts.TenantId;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Our types as columns of the repository.
final class Columns {
  private Columns() {}

  /// NULL is null, both ways.
  abstract static class Column<T, C> implements AttributeConverter<T, C> {
    private final Function<T, C> write;
    private final Function<C, T> read;

    Column(Function<T, C> write, Function<C, T> read) {
      this.write = write;
      this.read = read;
    }

    @Override
    public final @Nullable C convertToPersistedValue(@Nullable T value, ConversionContext context) {
      return value == null ? null : write.apply(value);
    }

    @Override
    public final @Nullable T convertToEntityValue(@Nullable C column, ConversionContext context) {
      return column == null ? null : read.apply(column);
    }
  }

  @Singleton
  static final class OfTenantId extends Column<TenantId, String> {
    OfTenantId() {
      super(TenantId::value, TenantId::new);
    }
  }

  @Singleton
  static final class OfApplicationId extends Column<ApplicationId, String> {
    OfApplicationId() {
      super(ApplicationId::value, ApplicationId::new);
    }
  }

  @Singleton
  static final class OfName extends Column<ApplicationName, String> {
    OfName() {
      super(ApplicationName::value, ApplicationName::new);
    }
  }

  /// Written as a Java array, read as the driver's.
  @Singleton
  static final class OfRoles extends Column<List<RoleName>, Object> {
    OfRoles() {
      super(
          roles -> roles.stream().map(RoleName::value).toArray(String[]::new),
          column -> Arrays.stream(elements((Array) column)).map(RoleName::new).toList());
    }

    private static String[] elements(Array column) {
      try {
        return (String[]) column.getArray();
      } catch (SQLException e) {
        throw new DataAccessException("the roles of an application cannot be read", e);
      }
    }
  }
}
