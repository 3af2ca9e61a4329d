package dev.offboard.orchestrator;

import dev.offboard.messaging.testkit.TenantWalls;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

class TenantWallsSliceTest extends OrchestratorSlice {
  @Autowired Environment environment;

  @Test
  void no_table_shows_or_takes_a_row_of_another_tenant() throws SQLException {
    TenantWalls.mustStand(environment);
  }
}
