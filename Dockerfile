# The program, built from these sources, on a small Java runtime. The index and the unpacked model are kept in /data.
FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -pl movieai-app -am package -Dmaven.test.skip=true -Denforcer.skip=true

FROM eclipse-temurin:17-jre
RUN useradd --system --create-home --home-dir /data movieai
COPY --from=build /src/movieai-app/target/movieai /opt/movieai
USER movieai
WORKDIR /data
ENV MOVIEAI_HOME=/data MOVIEAI_CACHE=/data/cache MOVIEAI_HOST=0.0.0.0 MOVIEAI_PORT=5001
VOLUME /data
EXPOSE 5001
HEALTHCHECK --start-period=60s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/5001 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q ' 200 ' <&3"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/movieai/movieai.jar"]
CMD ["serve"]
