package tidemark.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.render.Pictures.Format;

class PicturesTest {
  private static final long START = 1_704_067_200;

  @Test
  void everyFormatIsWhatItSaysAndAsLargeAsAsked() throws Exception {
    Map<String, String> asked = Map.of("width", "400", "height", "220", "title", "Load & <more>");
    List<GraphiteSeries> series = List.of(ramp("servers.web01.load"));
    BufferedImage png = png(asked, series);
    assertThat(png.getWidth()).isEqualTo(400);
    assertThat(png.getHeight()).isEqualTo(220);
    Document svg = xml(draw(Format.SVG, asked, series));
    assertThat(svg.getDocumentElement().getAttribute("width")).isEqualTo("400");
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("Load & <more>", "servers.web01.load", "00:10");
    try (PDDocument pdf = Loader.loadPDF(draw(Format.PDF, asked, series))) {
      assertThat(pdf.getPage(0).getMediaBox().getWidth()).isEqualTo(400);
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("Load & <more>", "servers.web01.load");
    }
  }

  @Test
  void theSameSeriesGiveTheSameBytes() throws IOException {
    for (Format format : Format.values()) {
      List<GraphiteSeries> series = List.of(ramp("a"), ramp("b"));
      assertThat(draw(format, Map.of(), series)).isEqualTo(draw(format, Map.of(), series));
    }
  }

  @Test
  void everyTemplateHasItsGroundAndLinesThatAreSeenOnIt() throws IOException {
    for (String template :
        List.of("default", "light", "noc", "plain", "solarized-dark", "nosuch")) {
      BufferedImage picture = png(Map.of("template", template), List.of(ramp("a")));
      Theme theme = Theme.named(template);
      assertThat(picture.getRGB(1, 1) & 0xffffff).as(template).isEqualTo(theme.ground().rgb());
      assertThat(colours(picture)).as(template).contains(theme.lines().getFirst().rgb());
    }
  }

  @Test
  void aSeriesHasTheColourThatAFunctionGaveIt() throws IOException {
    GraphiteSeries red = ramp("a").drawn(draw -> draw.coloured("ff0000").wide(3));
    assertThat(colours(png(Map.of("hideLegend", "true"), List.of(red)))).contains(0xff0000);
    GraphiteSeries hidden = ramp("a").drawn(draw -> draw.coloured("ff0000").asHidden());
    assertThat(colours(png(Map.of(), List.of(hidden)))).doesNotContain(0xff0000);
  }

  @Test
  void everyOptionAloneAndAllTogetherDrawSomething() throws IOException {
    Map<String, String> all =
        Map.ofEntries(
            Map.entry("areaMode", "stacked"),
            Map.entry("lineMode", "connected"),
            Map.entry("connectedLimit", "3"),
            Map.entry("drawNullAsZero", "true"),
            Map.entry("vtitle", "left"),
            Map.entry("vtitleRight", "right"),
            Map.entry("yUnitSystem", "binary"),
            Map.entry("yMin", "0"),
            Map.entry("yMaxRight", "50"),
            Map.entry("yStepLeft", "5"),
            Map.entry("minorY", "3"),
            Map.entry("xFormat", "%d.%m. %H:%M"),
            Map.entry("uniqueLegend", "true"),
            Map.entry("hideNullFromLegend", "true"),
            Map.entry("leftColor", "blue"),
            Map.entry("rightDashed", "true"),
            Map.entry("bgcolor", "white"),
            Map.entry("fgcolor", "navy"),
            Map.entry("fontBold", "true"),
            Map.entry("fontItalic", "true"),
            Map.entry("graphOnly", "false"));
    List<GraphiteSeries> series =
        List.of(
            ramp("a"),
            ramp("b").drawn(draw -> draw.onSecondAxis()),
            ramp("c").drawn(draw -> draw.asVertical()),
            ramp("d").drawn(draw -> draw.asArea().translucent(0.5)),
            ramp("e").drawn(draw -> draw.onStack("s")),
            gaps());
    List<Map<String, String>> cases = new ArrayList<>(List.of(all, Map.of("graphOnly", "true")));
    all.forEach((name, value) -> cases.add(Map.of(name, value)));
    for (Map<String, String> options : cases) {
      for (Format format : Format.values()) {
        assertThat(draw(format, options, series)).as("%s", options).hasSizeGreaterThan(500);
      }
    }
  }

  @Test
  void oddSeriesAndSizesDrawSomethingToo() {
    GraphiteSeries infinite =
        GraphiteSeries.of("i", START, 60, new double[] {Double.POSITIVE_INFINITY, 1, -1e300});
    List<List<GraphiteSeries>> odd =
        List.of(
            List.of(),
            List.of(GraphiteSeries.of("none", START, 60, new double[0])),
            List.of(GraphiteSeries.of("one", START, 60, new double[] {0})),
            List.of(GraphiteSeries.of("same", START, 60, new double[] {7, 7, 7})),
            List.of(GraphiteSeries.of("tiny", START, 60, new double[] {1e-300, 2e-300})),
            List.of(
                GraphiteSeries.of(
                    "\u0001 \ud83d\ude00 \u4e2d".repeat(50), START, 60, new double[] {1, 2})),
            List.of(infinite),
            List.of(gaps()));
    for (List<GraphiteSeries> series : odd) {
      for (String size : List.of("1", "30", "300")) {
        for (Format format : Format.values()) {
          assertThatCode(() -> draw(format, Map.of("width", size, "height", size), series))
              .as("%s %s", size, series)
              .doesNotThrowAnyException();
        }
      }
    }
  }

  @Test
  void whatIsWrongIsNamed() {
    refuses("width", "x", "width");
    refuses("width", "1000000", "pixels");
    refuses("lineMode", "bogus", "lineMode");
    refuses("bgcolor", "nocolour", "bgcolor");
    refuses("yStep", "0.00001", "yStep");
    refuses("logBase", "10", "Logarithmic scale");
    refuses("yMax", "many", "yMax");
  }

  private static void refuses(String option, String value, String named) {
    assertThatThrownBy(() -> draw(Format.PNG, Map.of(option, value), List.of(ramp("a"))))
        .hasMessageContaining(named);
  }

  @Test
  void aPieHasSlicesAsLargeAsTheirValues() throws IOException {
    var slices =
        List.of(
            new PieSlice("a", 75, "ff0000"),
            new PieSlice("b", 25, "00ff00"),
            new PieSlice("c", -3, null),
            new PieSlice("d", Double.NaN, null));
    var out = new ByteArrayOutputStream();
    var parameters = new DrawParameters(Map.of("hideLegend", "true", "valueLabels", "none"));
    Pictures.pie(Format.PNG, parameters, slices).write(out);
    BufferedImage pie = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    double share = (double) count(pie, 0xff0000) / (count(pie, 0xff0000) + count(pie, 0x00ff00));
    assertThat(share).isBetween(0.73, 0.77);
  }

  private static long count(BufferedImage picture, int rgb) {
    return Arrays.stream(pixels(picture)).filter(pixel -> (pixel & 0xffffff) == rgb).count();
  }

  private static int[] pixels(BufferedImage picture) {
    int width = picture.getWidth();
    return picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
  }

  private static Set<Integer> colours(BufferedImage picture) {
    Set<Integer> colours = new HashSet<>();
    for (int pixel : pixels(picture)) {
      colours.add(pixel & 0xffffff);
    }
    return colours;
  }

  /** From 0 to 19, one a minute: a log axis cannot show it. */
  private static GraphiteSeries ramp(String name) {
    double[] values = new double[20];
    Arrays.setAll(values, i -> i);
    return GraphiteSeries.of(name, START, 60, values);
  }

  private static GraphiteSeries gaps() {
    double nan = Double.NaN;
    return GraphiteSeries.of("gaps", START, 60, new double[] {nan, 1, nan, nan, 2, 3, nan});
  }

  private static byte[] draw(
      Format format, Map<String, String> options, List<GraphiteSeries> series) throws IOException {
    var out = new ByteArrayOutputStream();
    Pictures.chart(format, new DrawParameters(options), series, ZoneOffset.UTC).write(out);
    return out.toByteArray();
  }

  private static BufferedImage png(Map<String, String> options, List<GraphiteSeries> series)
      throws IOException {
    return Objects.requireNonNull(
        ImageIO.read(new ByteArrayInputStream(draw(Format.PNG, options, series))));
  }

  private static Document xml(byte[] bytes) throws Exception {
    assertThat(new String(bytes, UTF_8)).startsWith("<?xml");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(bytes));
  }
}
