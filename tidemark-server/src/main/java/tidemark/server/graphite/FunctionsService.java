package tidemark.server.graphite;

import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Json;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;
import tidemark.query.graphite.function.CarbonapiFunctions;
import tidemark.query.graphite.function.Functions;
import tidemark.query.graphite.function.PieFunctions;

/**
 * {@code /functions}: what functions there are, made from their signatures, and {@code /version}
 * (Grafana wants {@code major.minor.patch}).
 */
final class FunctionsService implements HttpService {
  /** The graphite-web whose API this is. */
  private static final String VERSION = "1.1.10";

  @Override
  public void routing(HttpRules rules) {
    rules
        .any("/functions", this::all)
        .any("/functions/", this::all)
        .any("/functions/{name}", this::one)
        .any("/functions/{name}/", this::one)
        .any("/version", FunctionsService::version)
        .any("/version/", FunctionsService::version);
  }

  private static void version(ServerRequest request, ServerResponse response) {
    Replies.send(response, 200, "text/html; charset=utf-8", VERSION);
  }

  private static boolean refused(ServerRequest request, ServerResponse response) {
    if (request.prologue().method().equals(Method.GET)) {
      return false;
    }
    Replies.send(response, 405, "text/plain", "only GET");
    return true;
  }

  private void all(ServerRequest request, ServerResponse response) {
    if (refused(request, response)) {
      return;
    }
    Form form = Form.of(request);
    Optional<String> group = form.one("group");
    List<Signature> shown =
        form.one("type").filter("pie"::equals).isPresent()
            ? PieFunctions.ALL
            : listed(form).stream()
                .map(GraphiteFunction::signature)
                .filter(s -> group.isEmpty() || s.group().equals(group.get()))
                .toList();
    Json json = new Json(form.has("pretty")).open('{');
    if (form.one("grouped").filter(g -> g.equals("1") || g.equals("true")).isPresent()) {
      Map<String, List<Signature>> groups =
          shown.stream()
              .collect(
                  java.util.stream.Collectors.groupingBy(
                      Signature::group, TreeMap::new, java.util.stream.Collectors.toList()));
      groups.forEach((name, signatures) -> {
        json.name(name).open('{');
        signatures.forEach(s -> describe(json.name(s.name()), s));
        json.close('}');
      });
    } else {
      shown.forEach(s -> describe(json.name(s.name()), s));
    }
    Replies.json(response, form.one("jsonp"), json.close('}').toString());
  }

  /** graphite-web's, so that the answer is the one it gives, unless carbonapi's are asked for. */
  private static List<GraphiteFunction> listed(Form form) {
    return form.one("module").filter("carbonapi"::equals).isPresent()
        ? CarbonapiFunctions.ALL
        : Functions.ALL;
  }

  private void one(ServerRequest request, ServerResponse response) {
    if (refused(request, response)) {
      return;
    }
    String name = request.path().pathParameters().get("name");
    Json json = new Json(Form.of(request).has("pretty"));
    CarbonapiFunctions.withGraphites().stream()
        .map(GraphiteFunction::signature)
        .filter(s -> s.name().equals(name))
        .findFirst()
        .ifPresentOrElse(
            s -> Replies.send(response, 200, "application/json", describe(json, s).toString()),
            () -> {
              json.open('{').name("error").text("Function not found: " + name).close('}');
              Replies.send(response, 404, "application/json", json.toString());
            });
  }

  private static Json describe(Json json, Signature signature) {
    json.open('{')
        .name("name")
        .text(signature.name())
        .name("function")
        .text(signature.text())
        .name("description")
        .text(signature.description() + "\n\nExample: " + signature.example())
        .name("module")
        .text("graphite.render.functions")
        .name("group")
        .text(signature.group())
        .name("params")
        .open('[');
    signature.parameters().stream().filter(Parameter::listed).forEach(p -> describe(json, p));
    return json.close(']').close('}');
  }

  private static void describe(Json json, Parameter parameter) {
    json.open('{').name("name").text(parameter.name()).name("type").text(parameter.type().word());
    if (parameter.required()) {
      json.name("required").truth(true);
    }
    if (parameter.multiple()) {
      json.name("multiple").truth(true);
    }
    Value standard = parameter.standard();
    if (standard != null && !parameter.required()) {
      json.name("default");
      switch (standard) {
        case Value.Whole(long whole) -> json.whole(whole);
        case Value.Real(double real) -> json.real(real);
        case Value.Truth(boolean truth) -> json.truth(truth);
        case Value.Text(String text) -> json.text(text);
        case Value.None none -> json.nothing();
      }
    }
    texts(json, "options", parameter.options());
    texts(json, "suggestions", parameter.suggestions());
    json.close('}');
  }

  private static void texts(Json json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.name(name).open('[');
      texts.forEach(json::text);
      json.close(']');
    }
  }
}
