package dev.offboard.messaging.chassis;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// Writes a problem from a servlet filter, where no controller advice reaches.
public final class ProblemWriter {
  private final JsonMapper mapper;

  public ProblemWriter(JsonMapper mapper) {
    this.mapper = mapper;
  }

  public void write(HttpServletResponse response, ApiProblem problem) throws IOException {
    response.setStatus(problem.getStatusCode().value());
    problem.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    mapper.writeValue(response.getOutputStream(), problem.getBody());
  }
}
