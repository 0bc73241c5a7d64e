package io.polycritic.runtime.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureIT {
    @Test
    void thePictureShowsWhatIsBuilt() throws IOException {
        House house = House.open();
        Path file = house.root().resolve("bundles/architecture.svg");
        String drawn = new Picture(house).draw();
        if (System.getProperty("polycritic.architecture").equals("write")) {
            Files.writeString(file, drawn);
        }
        String kept = Files.exists(file) ? Files.readString(file) : "";
        assertEquals(drawn, kept, file + " is stale; 'mvn verify -Dpolycritic.architecture=write' draws it anew");
    }
}
