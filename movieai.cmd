@echo off
rem Starts movieai, and builds it first when it has not been built or its sources have changed.
rem   MOVIEAI_JAVA_OPTS   more options for the JVM
rem Exit codes of its own: 69 no suitable Java, 70 the build failed. All others are the program's.
setlocal
set "ROOT=%~dp0"
set "JAR=%ROOT%movieai-app\target\movieai\movieai.jar"
set "STAMP=%ROOT%movieai-app\target\movieai\.checked"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
rem Java 8 and older do not know --version, and leave VERSION empty.
set "VERSION="
for /f "tokens=2 delims=. " %%V in ('call "%JAVA%" --version 2^>nul') do if not defined VERSION set "VERSION=%%V"
if not defined VERSION set "VERSION=0"
if %VERSION% LSS 17 (
  echo movieai: Java 17 or later is needed. Install a JDK and set JAVA_HOME to its folder. 1>&2
  exit /b 69
)
set "BUILD="
if not exist "%JAR%" set "BUILD=first run only; Maven fetches about 300 MB of libraries and models"
if not defined BUILD if exist "%ROOT%mvnw.cmd" call :changed
if not defined BUILD goto start
echo Building movieai ^(%BUILD%^)... 1>&2
pushd "%ROOT%"
call mvnw.cmd -B -ntp -pl movieai-app -am package -Dmaven.test.skip=true -Denforcer.skip=true 1>&2
set "CODE=%ERRORLEVEL%"
popd
if not "%CODE%"=="0" (
  if exist "%JAR%" del "%JAR%"
  echo movieai: the build failed; its output is above. 1>&2
  exit /b 70
)
rem What was built from unchanged classes keeps its time; this is when the sources were last looked at.
type nul >"%STAMP%"
goto start

:changed
set "SCRIPT=$built = (Get-Item $env:JAR, $env:STAMP -ErrorAction SilentlyContinue | Measure-Object LastWriteTime -Maximum).Maximum;"
set "SCRIPT=%SCRIPT% $parts = Get-ChildItem $env:ROOT -Directory -Filter movieai-* | Where-Object Name -NotMatch 'testkit|examples|benchmarks';"
set "SCRIPT=%SCRIPT% $sources = Get-ChildItem (@($env:ROOT + 'pom.xml') + ($parts | ForEach-Object { Join-Path $_.FullName 'pom.xml'; Join-Path $_.FullName 'src\main' })) -Recurse -File -ErrorAction SilentlyContinue;"
set "SCRIPT=%SCRIPT% if ($sources | Where-Object LastWriteTime -GT $built | Select-Object -First 1) { exit 1 }"
powershell -NoProfile -NonInteractive -Command "%SCRIPT%"
if errorlevel 1 set "BUILD=its sources have changed"
exit /b 0

:start
set "COMPILER=-XX:TieredStopAtLevel=1"
for %%C in (train evaluate recommend serve) do if "%~1"=="%%C" set "COMPILER=-XX:+TieredCompilation"
"%JAVA%" -XX:+UseSerialGC %COMPILER% -Dfile.encoding=UTF-8 --enable-native-access=ALL-UNNAMED %MOVIEAI_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
