@echo off
rem Starts movieai, and builds it first when it has not been built.
rem   MOVIEAI_JAVA_OPTS   more options for the JVM
rem Exit codes of its own: 69 no Java, 70 the build failed. All others are the program's.
setlocal
set "ROOT=%~dp0"
set "JAR=%ROOT%movieai-app\target\movieai\movieai.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" --version >nul 2>&1
if errorlevel 1 (
  echo movieai: Java 17 or later is needed. Install a JDK and set JAVA_HOME to its folder. 1>&2
  exit /b 69
)
if not exist "%JAR%" (
  echo Building movieai ^(first run only^)... 1>&2
  pushd "%ROOT%"
  call mvnw.cmd -q -B -ntp -pl movieai-app -am package -Dmaven.test.skip=true -Denforcer.skip=true 1>&2
  popd
)
if not exist "%JAR%" (
  echo movieai: the build failed; its output is above. 1>&2
  exit /b 70
)
set "COMPILER=-XX:TieredStopAtLevel=1"
for %%C in (train evaluate recommend serve) do if "%~1"=="%%C" set "COMPILER=-XX:+TieredCompilation"
"%JAVA%" -XX:+UseSerialGC %COMPILER% -Dfile.encoding=UTF-8 --enable-native-access=ALL-UNNAMED %MOVIEAI_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
